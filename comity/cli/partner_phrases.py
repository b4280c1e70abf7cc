"""The words of facts about persons, and of forms for outside partners, on the command line."""

from comity.basis.words import Words

PARTNERS = {
    "cli.form": Words(
        en="{path}: there is no form {value}. One of these is expected: {expected}.",
        ru="{path}: вида {value} нет. Нужен один из этих: {expected}.",
        be="{path}: віду {value} няма. Патрэбны адзін з гэтых: {expected}.",
    ),
    "cli.disclosed": Words(
        en="Shown of a person; each opens a digest of the act",
        ru="Показано о лице; каждое открывает хеш в акте",
        be="Паказана пра асобу; кожнае адкрывае хэш у акце",
    ),
    "cli.disclosed_to": Words(
        en="Facts about a person given to {reader}: {count}. The register keeps who asked, what for and "
        "which; no value.",
        ru="Получателю {reader} передано сведений о лице: {count}. Реестр хранит, кто, для чего и что "
        "спросил; самих сведений в записи нет.",
        be="Атрымальніку {reader} перададзена звестак пра асобу: {count}. Рэестр захоўвае, хто, для "
        "чаго і што спытаў; саміх звестак у запісе няма.",
    ),
    "cli.hidden": Words(
        en="Not said, held aside", ru="Не названо, хранится отдельно", be="Не названа, захоўваецца асобна"
    ),
    "cli.erasure_proposed": Words(
        en="Erasing what act {act} says of persons is proposed in case {case}. It cannot be undone. "
        "Another official confirms it: --confirm {digest}",
        ru="Стирание сведений о лицах по акту {act} предложено в деле {case}. Вернуть их будет нельзя. "
        "Подтверждает другое должностное лицо: --confirm {digest}",
        be="Сціранне звестак пра асоб па акце {act} прапанавана ў справе {case}. Вярнуць іх будзе "
        "нельга. Пацвярджае іншая службовая асоба: --confirm {digest}",
    ),
    "cli.erased": Words(
        en="Erased of act {act}: {paths}. The act stands as it was signed; what it said there nobody "
        "can show any more.",
        ru="По акту {act} стёрто: {paths}. Акт остаётся таким, каким подписан; что в нём было сказано, "
        "уже никто не покажет.",
        be="Па акце {act} сцёрта: {paths}. Акт застаецца такім, якім падпісаны; што ў ім было сказана, "
        "ужо ніхто не пакажа.",
    ),
    "cli.left_out": Words(
        en="Left out: {form}. {reason}",
        ru="Не записано: {form}. {reason}",
        be="Не запісана: {form}. {reason}",
    ),
}

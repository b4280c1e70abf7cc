"""The words of the commands that check and recover the log, and ask what was known."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

LOG = {
    "cli.not_imported": Words(
        en="{path}: nothing was imported of a log {origin}. comity register fsck --all names those that were.",
        ru="{path}: из журнала {origin} ничего не импортировано. Импортированные назовёт comity register fsck --all.",
        be="{path}: з журнала {origin} нічога не імпартавана. Імпартаваныя назаве comity register fsck --all.",
    ),
    "cli.fsck_bar": Words(en="Entries checked", ru="Проверено записей", be="Праверана запісаў"),
    "cli.fsck_title": Words(en="Rebuilt from the acts", ru="Пересчитано по актам", be="Пералічана па актах"),
    "cli.fsck_whole": Words(en="Whole", ru="Всё цело", be="Усё цэлае"),
    "cli.fsck_broken": Words(en="Not whole", ru="Целостность нарушена", be="Цэласнасць парушана"),
    "cli.fsck_mended": Words(
        en="Published files written anew from the acts: {count}.",
        ru="Опубликованных файлов записано заново по актам: {count}.",
        be="Апублікаваных файлаў запісана нанова па актах: {count}.",
    ),
    "cli.recover_from": Words(
        en="From {copy}: {before} entries were here, {size} are now.",
        ru="Из {copy}: записей здесь было {before}, стало {size}.",
        be="З {copy}: запісаў тут было {before}, стала {size}.",
    ),
    "cli.recovered": Words(
        en="Back here: acts {acts}, places in the status list {places}, changes of status {changes}. Next: comity register fsck, comity register status.",
        ru="Возвращено: актов {acts}, мест в списке статусов {places}, изменений статуса {changes}. Далее: comity register fsck, comity register status.",
        be="Вернута: актаў {acts}, месцаў у спісе статусаў {places}, змен статусу {changes}. Далей: comity register fsck, comity register status.",
    ),
    "cli.recover_conflict": Words(
        en="Act {act} is back, but not all it says holds:",
        ru="Акт {act} возвращён, но не всё, что он гласит, действует:",
        be="Акт {act} вернуты, але не ўсё, што ён абвяшчае, дзейнічае:",
    ),
    "cli.recover_not_back": Words(
        en="No copy has cases, the steps of officials, officials added since the backup, or facts about persons: these do not come back, and numbers of lost cases may be given again.",
        ru="Дел, действий должностных лиц, должностных лиц, добавленных после копии, и сведений о людях нет ни в одной копии: они не возвращаются, а номера утраченных дел могут быть выданы снова.",
        be="Спраў, дзеянняў службовых асоб, службовых асоб, дададзеных пасля копіі, і звестак пра людзей няма ні ў адной копіі: яны не вяртаюцца, а нумары страчаных спраў могуць быць выдадзены зноў.",
    ),
    "cli.known_now": Words(
        en="{act} on {day}, by all that is recorded here so far:",
        ru="{act} на {day}, по всему, что здесь записано до сих пор:",
        be="{act} на {day}, па ўсім, што тут запісана дагэтуль:",
    ),
    "cli.known_then": Words(
        en="{act} on {day}, by what was recorded here until {known}:",
        ru="{act} на {day}, по записанному здесь до {known}:",
        be="{act} на {day}, па запісаным тут да {known}:",
    ),
    "cli.known_facts": Words(en="It rests on", ru="Основания", be="Падставы"),
    "cli.known_standing": Words(en="Says", ru="Гласит", be="Абвяшчае"),
    "cli.known_act": Words(en="Act", ru="Акт", be="Акт"),
    "cli.known_kind": Words(en="Kind", ru="Вид", be="Від"),
    "cli.known_from": Words(en="From", ru="С дня", be="З дня"),
    "cli.known_until": Words(en="Until", ru="До дня", be="Да дня"),
    "cli.known_recorded": Words(en="Recorded, UTC", ru="Записано, UTC", be="Запісана, UTC"),
    "cli.imported": Words(
        en="Not an act of this node: entry {number} of the log {origin}, imported {at}.",
        ru="Не акт этого узла: запись {number} журнала {origin}, импортирована {at}.",
        be="Не акт гэтага вузла: запіс {number} журнала {origin}, імпартаваны {at}.",
    ),
    "cli.imported_bytes": Words(
        en="{bytes} bytes that are no act in a form known here; kept because the log's tree needs them.",
        ru="Байтов: {bytes}; это не акт в известной здесь форме. Хранится, потому что нужно дереву журнала.",
        be="Байтаў: {bytes}; гэта не акт у вядомай тут форме. Захоўваецца, бо патрэбна дрэву журнала.",
    ),
    "cli.alarm_log": Words(en="Log", ru="Журнал", be="Журнал"),
    "cli.alarm_raised": Words(en="Raised", ru="Поднята", be="Паднята"),
    "cli.alarm_says": Words(en="What was noticed", ru="Что замечено", be="Што заўважана"),
    "cli.no_alarm": Words(
        en="{path}: there is no alarm {number}. comity register alarms lists them.",
        ru="{path}: тревоги {number} нет. Их перечисляет comity register alarms.",
        be="{path}: трывогі {number} няма. Іх пералічвае comity register alarms.",
    ),
    "cli.alarm_none": Words(en="There are no alarms.", ru="Тревог нет.", be="Трывог няма."),
    "cli.alarm_frozen": Words(
        en="Frozen: {origin}. Nothing more is taken from it until two officials thaw it: comity register thaw {origin}.",
        ru="Заморожен: {origin}. Из него ничего не принимается, пока его не разморозят два должностных лица: comity register thaw {origin}.",
        be="Замарожаны: {origin}. З яго нічога не прымаецца, пакуль яго не размарозяць дзве службовыя асобы: comity register thaw {origin}.",
    ),
    "cli.alarm_evidence": Words(
        en="The evidence is in {file}. Anybody can check it: comity register evidence {file}.",
        ru="Доказательство — в {file}. Проверить его может каждый: comity register evidence {file}.",
        be="Доказ — у {file}. Праверыць яго можа кожны: comity register evidence {file}.",
    ),
    "cli.alarm_written": Words(
        en="What was refused is in {file}, as it came.",
        ru="Отклонённое — в {file}, в том виде, в каком пришло.",
        be="Адхіленае — у {file}, у тым выглядзе, у якім прыйшло.",
    ),
    "cli.thaw_proposed": Words(
        en="Thawing the log {log} is proposed in case {case}. Digest: {digest}. Another official confirms it: comity register thaw {log} --confirm {digest}.",
        ru="Разморозить журнал {log} предложено в деле {case}. Дайджест: {digest}. Подтверждает другое должностное лицо: comity register thaw {log} --confirm {digest}.",
        be="Размарозіць журнал {log} прапанавана ў справе {case}. Дайджэст: {digest}. Пацвярджае іншая службовая асоба: comity register thaw {log} --confirm {digest}.",
    ),
    "cli.thawed": Words(
        en="The log {log} is taken again from now on. If it still shows another history than the copy here, it freezes anew.",
        ru="Журнал {log} снова принимается. Если он по-прежнему показывает не ту историю, что в копии здесь, он замёрзнет снова.",
        be="Журнал {log} зноў прымаецца. Калі ён па-ранейшаму паказвае не тую гісторыю, што ў копіі тут, ён замерзне зноў.",
    ),
}

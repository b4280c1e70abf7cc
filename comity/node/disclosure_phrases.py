"""The words of facts about persons: shown, missing, erased."""

from comity.basis.words import Words

DISCLOSURES = {
    "disclosures.count": Words(
        en="Name one to {limit} places of the act with {path}, such as {path} /body/driver/name.",
        ru="Укажите через {path} от одного до {limit} мест акта, например {path} /body/driver/name.",
        be="Пазначце праз {path} ад аднаго да {limit} месцаў акта, напрыклад {path} /body/driver/name.",
    ),
    "disclosures.unnamed": Words(
        en="{path} is empty or longer than {limit} characters. Facts about persons are given to a named "
        "reader for a named purpose only, and both are written down.",
        ru="{path} не указано или длиннее {limit} знаков. Сведения о лицах даются только названному "
        "получателю для названной цели, и то и другое записывается.",
        be="{path} не пазначана або даўжэйшае за {limit} знакаў. Звесткі пра асоб даюцца толькі "
        "названаму атрымальніку для названай мэты, і тое і другое запісваецца.",
    ),
    "disclosures.no_path": Words(
        en="Act {act} hides nothing at {path}. comity register show names the places it hides.",
        ru="В акте {act} по пути {path} ничего не скрыто. Скрытые места называет comity register show.",
        be="У акце {act} па шляху {path} нічога не схавана. Схаваныя месцы называе comity register show.",
    ),
    "disclosures.erased": Words(
        en="What act {act} said at {path} is not kept here: it was erased, or the act is another node's.",
        ru="Того, что акт {act} говорил по пути {path}, здесь нет: сведения стёрты или акт выдан другим "
        "узлом.",
        be="Таго, што акт {act} казаў па шляху {path}, тут няма: звесткі сцёртыя або акт выдадзены "
        "іншым вузлом.",
    ),
    "erasure.nothing": Words(
        en="Act {act} has no facts about persons that could be erased here.",
        ru="У акта {act} нет сведений о лицах, которые можно было бы стереть.",
        be="У акта {act} няма звестак пра асоб, якія можна было б сцерці.",
    ),
    "erasure.no_reason": Words(
        en="{path} is empty or longer than {limit} characters. What is erased cannot come back: say why "
        "it is.",
        ru="{path} не указано или длиннее {limit} знаков. Стёртое не вернуть: назовите причину.",
        be="{path} не пазначана або даўжэйшае за {limit} знакаў. Сцёртае не вярнуць: назавіце прычыну.",
    ),
    "erasure.not_proposed": Words(
        en="No erasure {digest} of act {act} is proposed. Give the digest the first official was shown.",
        ru="Стирание {digest} по акту {act} не предложено. Укажите хеш, который был показан первому "
        "должностному лицу.",
        be="Сціранне {digest} па акце {act} не прапанавана. Пазначце хэш, які быў паказаны першай "
        "службовай асобе.",
    ),
}

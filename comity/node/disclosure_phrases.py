"""The words of facts about persons (shown, missing, erased) and of renderings for outside partners."""

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
    "renderings.broken": Words(
        en="This is not a rendering of an act ({part} is wrong). Ask for the credential itself.",
        ru="Это не представление акта (неверно: {part}). Запросите само удостоверение.",
        be="Гэта не прадстаўленне акта (няправільна: {part}). Запытайце само пасведчанне.",
    ),
    "renderings.unknown_key": Words(
        en="No issuer of the trust list signed this rendering (key {kid}). Load the newest trust list.",
        ru="Это представление не подписано ни одним издателем из списка доверия (ключ {kid}). Загрузите "
        "новейший список.",
        be="Гэтае прадстаўленне не падпісана ніводным выдаўцом са спіса даверу (ключ {kid}). Загрузіце "
        "найноўшы спіс.",
    ),
    "renderings.key_not_good": Words(
        en="The key of {holder} that signed this rendering was revoked, or not good at the time it names.",
        ru="Ключ {holder}, которым подписано это представление, отозван или не действовал в указанное время.",
        be="Ключ {holder}, якім падпісана гэтае прадстаўленне, адкліканы або не дзейнічаў у пазначаны час.",
    ),
    "renderings.other_holder": Words(
        en="{holder} signed this rendering, but the act within is another body's.",
        ru="Представление подписал {holder}, а акт внутри выдан другим органом.",
        be="Прадстаўленне падпісаў {holder}, а акт усярэдзіне выдадзены іншым органам.",
    ),
}

"""The words of trust lists: why one does not follow another, and what it changes."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

SUCCESSION = {
    "trust.other_domain": Words(
        en="The trust list is of the domain {given}; the one held here is of {held}. Ask for the list of {held}.",
        ru="Это список доверия области {given}, здесь действует список области {held}. Запросите список области {held}.",
        be="Гэта спіс даверу вобласці {given}, тут дзейнічае спіс вобласці {held}. Запытайце спіс вобласці {held}.",
    ),
    "trust.two_lists": Words(
        en="ALARM: two different trust lists {version} are signed: {held}, accepted here, and {given}. None was taken. "
        "Keep both files, and ask the owners of the anchors over another channel.",
        ru="ТРЕВОГА: подписаны два разных списка доверия {version}: {held}, принятый здесь, и {given}. Новый не принят. "
        "Сохраните оба файла и спросите владельцев якорных ключей по другому каналу.",
        be="ТРЫВОГА: падпісаны два розныя спісы даверу {version}: {held}, прыняты тут, і {given}. Новы не прыняты. "
        "Захавайце абодва файлы і спытайце ўладальнікаў якарных ключоў па іншым канале.",
    ),
    "trust.older": Words(
        en="Trust list {given} is not newer than {held}, which counts here. A list never goes back: ask for the newest.",
        ru="Список доверия {given} не новее действующего здесь {held}. Назад список не возвращается: запросите новейший.",
        be="Спіс даверу {given} не навейшы за дзейны тут {held}. Назад спіс не вяртаецца: запытайце найноўшы.",
    ),
    "trust.gap": Words(
        en="Trust list {given} cannot follow {held}: the lists between are missing. Load them in order, {wanted} first.",
        ru="Список доверия {given} не может следовать за {held}: нет списков между ними. Загрузите их по порядку, начиная с {wanted}.",
        be="Спіс даверу {given} не можа ісці за {held}: няма спісаў паміж імі. Загрузіце іх па парадку, пачынаючы з {wanted}.",
    ),
    "trust.not_linked": Words(
        en="The trust list follows a list of digest {given}, not the one held here, {held}. Compare the two lists with the other side.",
        ru="Список доверия следует за списком с хешем {given}, а здесь действует {held}. Сверьте оба списка с другой стороной.",
        be="Спіс даверу ідзе за спісам з хэшам {given}, а тут дзейнічае {held}. Звярыце абодва спісы з іншым бокам.",
    ),
    "trust.issued_before": Words(
        en="The trust list was issued at {given}, before the one held here, {held}. Set the clock right and draft it anew.",
        ru="Список доверия составлен {given}, раньше действующего здесь ({held}). Поправьте часы и составьте его заново.",
        be="Спіс даверу складзены {given}, раней за дзейны тут ({held}). Папраўце гадзіннік і складзіце яго нанова.",
    ),
}

CHANGES = {
    "trust.terms": Words(
        en="The list stands until {expires}; a status list counts as fresh for {status_hours} hours.",
        ru="Список действует до {expires}; список статусов считается свежим {status_hours} ч.",
        be="Спіс дзейнічае да {expires}; спіс статусаў лічыцца свежым {status_hours} гадз.",
    ),
    "trust.key_added": Words(
        en="New key {kid} of {holder} ({role}) from {since}, for: {for_what}.",
        ru="Новый ключ {kid} у {holder} ({role}) с {since}, для: {for_what}.",
        be="Новы ключ {kid} у {holder} ({role}) з {since}, для: {for_what}.",
    ),
    "trust.key_ends": Words(
        en="Key {kid} of {holder} ({role}) is good until {until}.",
        ru="Ключ {kid} у {holder} ({role}) годен до {until}.",
        be="Ключ {kid} у {holder} ({role}) прыдатны да {until}.",
    ),
    "trust.key_revoked": Words(
        en="Key {kid} of {holder} ({role}) is revoked as of {revoked_at}: {reason}.",
        ru="Ключ {kid} у {holder} ({role}) отозван начиная с {revoked_at}: {reason}.",
        be="Ключ {kid} у {holder} ({role}) адкліканы пачынаючы з {revoked_at}: {reason}.",
    ),
    "trust.key_kinds": Words(
        en="Key {kid} of {holder} ({role}) may also sign: {more}; may no longer sign: {less}.",
        ru="Ключ {kid} у {holder} ({role}) теперь может подписывать и: {more}; больше не может: {less}.",
        be="Ключ {kid} у {holder} ({role}) цяпер можа падпісваць і: {more}; больш не можа: {less}.",
    ),
    "trust.key_altered": Words(
        en="Key {kid} stood under {before}; now it is of {holder} ({role}) from {since}, name {name}.",
        ru="Ключ {kid} числился за {before}; теперь он у {holder} ({role}) с {since}, имя {name}.",
        be="Ключ {kid} лічыўся за {before}; цяпер ён у {holder} ({role}) з {since}, імя {name}.",
    ),
    "trust.key_removed": Words(
        en="Key {kid} of {holder} ({role}) is gone: what it has signed no longer verifies.",
        ru="Ключа {kid} у {holder} ({role}) больше нет: подписанное им перестанет проверяться.",
        be="Ключа {kid} у {holder} ({role}) больш няма: падпісанае ім перастане правярацца.",
    ),
    "trust.kinds_added": Words(
        en="New kinds of acts, and how many officials decide each: {kinds}.",
        ru="Новые виды актов и сколько должностных лиц решают каждый: {kinds}.",
        be="Новыя віды актаў і колькі службовых асоб вырашаюць кожны: {kinds}.",
    ),
    "trust.kinds_altered": Words(
        en="Other rules for kinds of acts, and how many officials decide each: {kinds}.",
        ru="Иные правила для видов актов и сколько должностных лиц решают каждый: {kinds}.",
        be="Іншыя правілы для відаў актаў і колькі службовых асоб вырашаюць кожны: {kinds}.",
    ),
    "trust.kinds_removed": Words(
        en="These kinds of acts are gone, and acts of them no longer verify: {kinds}.",
        ru="Этих видов актов больше нет, и такие акты перестанут проверяться: {kinds}.",
        be="Гэтых відаў актаў больш няма, і такія акты перастануць правярацца: {kinds}.",
    ),
}

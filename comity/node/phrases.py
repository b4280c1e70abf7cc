"""The words of a running node: files, keys, officials, cases, the peer, and the labels of the paper."""

from comity.basis.words import Phrasebook, Words
from comity.node.algorithm_phrases import ALGORITHMS
from comity.node.database_phrases import DATABASE
from comity.node.disclosure_phrases import DISCLOSURES
from comity.node.fleet_phrases import FLEET
from comity.node.log_phrases import LOG
from comity.node.trust_phrases import TRUSTED
from comity.node.work_phrases import WORK

_FILES = {
    "files.not_found": Words(
        en="There is no {path}. Check the name and the folder.",
        ru="Нет файла или папки {path}. Проверьте имя и расположение.",
        be="Няма файла або папкі {path}. Праверце імя і размяшчэнне.",
    ),
    "files.not_readable": Words(
        en="{path} cannot be read ({reason}). Check that it is a file and that you may read it.",
        ru="{path} не читается ({reason}). Проверьте, что это файл и что у вас есть право его читать.",
        be="{path} не чытаецца ({reason}). Праверце, што гэта файл і што вы маеце права яго чытаць.",
    ),
    "files.not_writable": Words(
        en="{path} cannot be written ({reason}). Check that the folder is there and that you may write into it.",
        ru="{path} не записывается ({reason}). Проверьте, что папка существует и у вас есть право записи в неё.",
        be="{path} не запісваецца ({reason}). Праверце, што папка існуе і вы маеце права запісу ў яе.",
    ),
    "files.too_large": Words(
        en="{path} is larger than {limit} bytes. Send the application itself, without enclosures.",
        ru="{path} больше {limit} байт. Передайте само заявление, без приложений.",
        be="{path} большы за {limit} байт. Перадайце саму заяву, без дадаткаў.",
    ),
    "files.utf16": Words(
        en="{path} is saved as UTF-16; UTF-8 is expected. Save it again as UTF-8.",
        ru="{path} сохранён в UTF-16, а нужен UTF-8. Сохраните его заново в UTF-8.",
        be="{path} захаваны ў UTF-16, а патрэбны UTF-8. Захавайце яго нанова ў UTF-8.",
    ),
    "files.byte_order_mark": Words(
        en="{path} begins with a byte order mark. Save it again as UTF-8 without BOM.",
        ru="{path} начинается с метки порядка байтов. Сохраните его заново в UTF-8 без BOM.",
        be="{path} пачынаецца з меткі парадку байтаў. Захавайце яго нанова ў UTF-8 без BOM.",
    ),
    "files.not_text": Words(
        en="{path} is not text: byte {offset} is zero. Send the text file itself, saved as UTF-8.",
        ru="{path} не является текстом: байт {offset} нулевой. Передайте сам текстовый файл в UTF-8.",
        be="{path} не з'яўляецца тэкстам: байт {offset} нулявы. Перадайце сам тэкставы файл у UTF-8.",
    ),
    "files.not_utf8": Words(
        en="{path}, line {line}: byte {byte} is not UTF-8. The file mixes encodings, or is in another one: save it again as UTF-8.",
        ru="{path}, строка {line}: байт {byte} не относится к UTF-8. В файле смешаны кодировки или он в другой: сохраните его заново в UTF-8.",
        be="{path}, радок {line}: байт {byte} не належыць да UTF-8. У файле змяшаны кадзіроўкі або ён у іншай: захавайце яго нанова ў UTF-8.",
    ),
    "files.half_character": Words(
        en="{path} has half a character (a lone surrogate \\uD800 to \\uDFFF). Write the character itself.",
        ru="В {path} есть половина знака (одиночный суррогат от \\uD800 до \\uDFFF). Напишите сам знак.",
        be="У {path} ёсць палова знака (адзіночны сурагат ад \\uD800 да \\uDFFF). Напішыце сам знак.",
    ),
    "files.unknown_form": Words(
        en="{path} is of a form not read here. One of these is expected: {expected}.",
        ru="{path} — файл вида, который здесь не читается. Нужен один из этих: {expected}.",
        be="{path} — файл віду, які тут не чытаецца. Патрэбны адзін з гэтых: {expected}.",
    ),
    "files.empty": Words(
        en="{path} says nothing. Fill it in.",
        ru="{path} пуст. Заполните его.",
        be="{path} пусты. Запоўніце яго.",
    ),
    "files.syntax": Words(
        en="{path}, line {line}, column {column}: the text breaks off here ({reason}). Correct the line.",
        ru="{path}, строка {line}, позиция {column}: здесь нарушен порядок записи ({reason}). Исправьте строку.",
        be="{path}, радок {line}, пазіцыя {column}: тут парушаны парадак запісу ({reason}). Выпраўце радок.",
    ),
    "files.key_twice": Words(
        en="{path}, line {line}: “{key}” stands twice. Keep the one that is meant.",
        ru="{path}, строка {line}: «{key}» указано дважды. Оставьте то, что имеется в виду.",
        be="{path}, радок {line}: «{key}» пазначана двойчы. Пакіньце тое, што маецца на ўвазе.",
    ),
    "files.key_not_text": Words(
        en="{path}, line {line}: a name is expected before the colon, not a list.",
        ru="{path}, строка {line}: перед двоеточием нужно имя, а не список.",
        be="{path}, радок {line}: перад двукроп'ем патрэбна імя, а не спіс.",
    ),
    "files.alias": Words(
        en="{path}, line {line}: anchors and aliases (& and *) are not read. Write the value out.",
        ru="{path}, строка {line}: якоря и ссылки (& и *) не читаются. Напишите значение полностью.",
        be="{path}, радок {line}: якары і спасылкі (& і *) не чытаюцца. Напішыце значэнне цалкам.",
    ),
    "files.tag": Words(
        en="{path}, line {line}: the tag {tag} is not read. Remove it; every value is taken as text.",
        ru="{path}, строка {line}: тег {tag} не читается. Удалите его: каждое значение берётся как текст.",
        be="{path}, радок {line}: тэг {tag} не чытаецца. Выдаліце яго: кожнае значэнне бярэцца як тэкст.",
    ),
    "files.too_deep": Words(
        en="{path} is nested deeper than {limit} levels. No application needs that: flatten it.",
        ru="В {path} больше {limit} уровней вложенности. Заявлению столько не нужно: упростите запись.",
        be="У {path} больш за {limit} узроўняў укладзенасці. Заяве столькі не трэба: спрасціце запіс.",
    ),
    "files.two_documents": Words(
        en="{path}, line {line}: a second document begins. Put each in a file of its own.",
        ru="{path}, строка {line}: начинается второй документ. Поместите каждый в свой файл.",
        be="{path}, радок {line}: пачынаецца другі дакумент. Змясціце кожны ў свой файл.",
    ),
}

_NODE = {
    "node.no_home": Words(
        en="{path} is not the data folder of a node. Name another with --home, or make it: comity init {path}.",
        ru="{path} не является папкой данных узла. Укажите другую в --home или создайте: comity init {path}.",
        be="{path} не з'яўляецца папкай даных вузла. Пазначце іншую ў --home або стварыце: comity init {path}.",
    ),
    "node.old_tables": Words(
        en="The tables of {path} are of an older version of the program ({steps} are missing). Back them up, then: comity register upgrade.",
        ru="Таблицы узла {path} — от прежней версии программы (не хватает {steps}). Сделайте резервную копию, затем: comity register upgrade.",
        be="Табліцы вузла {path} — ад ранейшай версіі праграмы (не хапае {steps}). Зрабіце рэзервовую копію, затым: comity register upgrade.",
    ),
    "node.already_there": Words(
        en="There is a node in {path} already; nothing was changed. Choose an empty folder.",
        ru="В {path} уже есть узел; ничего не изменено. Выберите пустую папку.",
        be="У {path} ужо ёсць вузел; нічога не зменена. Выберыце пустую папку.",
    ),
    "node.already_open": Words(
        en="This process works with the node in {path}. Start another process for another node.",
        ru="Этот процесс работает с узлом в {path}. Для другого узла запустите другой процесс.",
        be="Гэты працэс працуе з вузлом у {path}. Для іншага вузла запусціце іншы працэс.",
    ),
    "node.bad_config": Words(
        en="The settings in {path} are not right: {reason}. Correct them.",
        ru="Настройки в {path} неверны: {reason}. Исправьте их.",
        be="Налады ў {path} няправільныя: {reason}. Выпраўце іх.",
    ),
    "node.pinned_clock": Words(
        en="Only an example node may take {day} as today: official acts bear their real time. Leave --at out.",
        ru="Только узел-пример может считать сегодняшним днём {day}: официальные акты несут настоящее время. Уберите --at.",
        be="Толькі вузел-прыклад можа лічыць сённяшнім днём {day}: афіцыйныя акты нясуць сапраўдны час. Прыбярыце --at.",
    ),
    "vault.inside_git": Words(
        en="The keys would lie in {path}, inside the git work tree {tree}. Choose a folder outside it with --vault.",
        ru="Ключи оказались бы в {path}, внутри рабочего дерева git {tree}. Выберите папку вне его: --vault.",
        be="Ключы апынуліся б у {path}, унутры рабочага дрэва git {tree}. Выберыце папку па-за ім: --vault.",
    ),
    "vault.in_use": Words(
        en="{path} holds files already. Choose an empty folder for the keys.",
        ru="В {path} уже есть файлы. Выберите для ключей пустую папку.",
        be="У {path} ужо ёсць файлы. Выберыце для ключоў пустую папку.",
    ),
    "vault.key_exists": Words(
        en="There is a key for {role} already; it was not replaced.",
        ru="Ключ для роли {role} уже есть; он не заменён.",
        be="Ключ для ролі {role} ужо ёсць; ён не заменены.",
    ),
    "vault.no_key": Words(
        en="The vault has no key for {role}. Check that --home names the right node and its vault is in reach.",
        ru="В хранилище нет ключа для роли {role}. Проверьте, что --home указывает нужный узел и его хранилище доступно.",
        be="У сховішчы няма ключа для ролі {role}. Праверце, што --home паказвае патрэбны вузел і яго сховішча даступнае.",
    ),
    "vault.open_to_others": Words(
        en="Others may read the key {path}. Take it as known to them: replace it, and keep keys at mode 0600.",
        ru="Ключ {path} могут читать посторонние. Считайте его раскрытым: замените его и храните ключи с правами 0600.",
        be="Ключ {path} могуць чытаць староннія. Лічыце яго раскрытым: замяніце яго і захоўвайце ключы з правамі 0600.",
    ),
    "vault.sealed": Words(
        en="The key for {role} is sealed. Name the file with its passphrase in {variable}.",
        ru="Ключ для роли {role} запечатан. Укажите файл с парольной фразой в переменной {variable}.",
        be="Ключ для ролі {role} запячатаны. Пазначце файл з парольнай фразай у зменнай {variable}.",
    ),
    "vault.damaged": Words(
        en="The key for {role} cannot be opened: another passphrase, or a damaged file. Try the right passphrase, then the backup.",
        ru="Ключ для роли {role} не открывается: другая парольная фраза или файл повреждён. Проверьте фразу, затем возьмите резервную копию.",
        be="Ключ для ролі {role} не адкрываецца: іншая парольная фраза або файл пашкоджаны. Праверце фразу, затым вазьміце рэзервовую копію.",
    ),
    "vault.empty_passphrase": Words(
        en="The passphrase file {path} is empty. Put the passphrase on its first line.",
        ru="Файл парольной фразы {path} пуст. Запишите фразу в первую строку.",
        be="Файл парольнай фразы {path} пусты. Запішыце фразу ў першы радок.",
    ),
}

_OFFICE = {
    "official.unknown": Words(
        en="There is no official {official} in this node. List them: comity official list.",
        ru="В этом узле нет должностного лица {official}. Список: comity official list.",
        be="У гэтым вузле няма службовай асобы {official}. Спіс: comity official list.",
    ),
    "official.exists": Words(
        en="{official} is an official of this node already. One person is added once.",
        ru="{official} уже является должностным лицом этого узла. Одно лицо вносится один раз.",
        be="{official} ужо з'яўляецца службовай асобай гэтага вузла. Адна асоба ўносіцца адзін раз.",
    ),
    "official.bad_name": Words(
        en="A name of 1 to {limit} printable characters is expected.",
        ru="Нужно имя длиной от 1 до {limit} печатных знаков.",
        be="Патрэбна імя даўжынёй ад 1 да {limit} друкаваных знакаў.",
    ),
    "official.bad_role": Words(
        en="There is no role {role}. One of these is expected: {roles}.",
        ru="Нет роли {role}. Нужна одна из этих: {roles}.",
        be="Няма ролі {role}. Патрэбна адна з гэтых: {roles}.",
    ),
    "official.not_allowed": Words(
        en="{official} ({role}) may not take the step “{step}”. Ask an official whose role includes it.",
        ru="{official} ({role}) не вправе выполнить шаг «{step}». Обратитесь к должностному лицу с такой ролью.",
        be="{official} ({role}) не мае права выканаць крок «{step}». Звярніцеся да службовай асобы з такой роллю.",
    ),
    "official.key_differs": Words(
        en="The key of {official} in the vault is not the one on record. The step is refused: find out who replaced it.",
        ru="Ключ {official} в хранилище не совпадает с учтённым. Шаг отклонён: выясните, кто его заменил.",
        be="Ключ {official} у сховішчы не супадае з улічаным. Крок адхілены: высветліце, хто яго замяніў.",
    ),
    "docket.no_case": Words(
        en="There is no case {number} in this node. Check the number.",
        ru="В этом узле нет дела {number}. Проверьте номер.",
        be="У гэтым вузле няма справы {number}. Праверце нумар.",
    ),
    "docket.not_proposed": Words(
        en="Nothing is proposed in case {case} yet. The first official proposes the decision.",
        ru="По делу {case} ещё ничего не предложено. Решение предлагает первое должностное лицо.",
        be="Па справе {case} яшчэ нічога не прапанавана. Рашэнне прапануе першая службовая асоба.",
    ),
    "docket.proposed_already": Words(
        en="Exactly this is proposed in case {case} by {official}. A second official approves it now.",
        ru="Именно это по делу {case} уже предложено: {official}. Теперь это утверждает второе должностное лицо.",
        be="Менавіта гэта па справе {case} ужо прапанавана: {official}. Цяпер гэта зацвярджае другая службовая асоба.",
    ),
    "docket.superseded": Words(
        en="The proposal {digest} in case {case} gave way to a later one. Change the draft to propose it anew.",
        ru="Предложение {digest} по делу {case} сменилось более поздним. Измените проект, чтобы предложить его снова.",
        be="Прапанова {digest} па справе {case} змянілася пазнейшай. Змяніце праект, каб прапанаваць яго зноў.",
    ),
    "docket.same_official": Words(
        en="{official} proposed the decision in case {case} and may not approve it too. Another person must.",
        ru="{official} предлагает решение по делу {case} и не может его же утвердить. Утверждает другое лицо.",
        be="{official} прапануе рашэнне па справе {case} і не можа яго ж зацвердзіць. Зацвярджае іншая асоба.",
    ),
    "docket.wrong_digest": Words(
        en="In case {case} the digest {proposed} is proposed, not {given}. Read the proposal again before approving.",
        ru="По делу {case} предложен хеш {proposed}, а не {given}. Прочтите предложение снова, прежде чем утверждать.",
        be="Па справе {case} прапанаваны хэш {proposed}, а не {given}. Прачытайце прапанову зноў, перш чым зацвярджаць.",
    ),
    "docket.too_few": Words(
        en="Case {case} has the signatures of {have} of {needed} officials. Another official must approve it.",
        ru="По делу {case} есть подписи {have} из {needed} должностных лиц. Его должно утвердить ещё одно лицо.",
        be="Па справе {case} ёсць подпісы {have} з {needed} службовых асоб. Яе павінна зацвердзіць яшчэ адна асоба.",
    ),
    "docket.issued_already": Words(
        en="Case {case} is decided: act {act} was issued. A correction is another case.",
        ru="Дело {case} решено: выдан акт {act}. Исправление оформляется другим делом.",
        be="Справа {case} вырашана: выдадзены акт {act}. Выпраўленне афармляецца іншай справай.",
    ),
    "docket.draft_altered": Words(
        en="The draft stored in case {case} is not the one that was signed. Nothing is issued: propose anew and find out why.",
        ru="Проект в деле {case} не тот, что был подписан. Акт не выдаётся: предложите решение снова и выясните причину.",
        be="Праект у справе {case} не той, што быў падпісаны. Акт не выдаецца: прапануйце рашэнне зноў і высветліце прычыну.",
    ),
    "docket.signature_broken": Words(
        en="The signature of {official} in case {case} does not hold. Nothing is issued: find out who wrote it.",
        ru="Подпись {official} в деле {case} неверна. Акт не выдаётся: выясните, кто её внёс.",
        be="Подпіс {official} у справе {case} няправільны. Акт не выдаецца: высветліце, хто яго ўнёс.",
    ),
    "docket.ends_unknown": Words(
        en="The act {leaf} that would end is not in this register. Only the body that issued an act ends it.",
        ru="Акта {leaf}, который должен прекратиться, нет в этом реестре. Акт прекращает только орган, который его выдал.",
        be="Акта {leaf}, які павінен спыніцца, няма ў гэтым рэестры. Акт спыняе толькі орган, які яго выдаў.",
    ),
    "docket.ended_already": Words(
        en="Act {act} has ended already. Nothing is left to withdraw, suspend or resume.",
        ru="Акт {act} уже прекращён. Отзывать, приостанавливать или возобновлять нечего.",
        be="Акт {act} ужо спынены назаўсёды. Адклікаць, прыпыняць або аднаўляць няма чаго.",
    ),
    "standing.suspended_already": Words(
        en="Act {act} is suspended already. It can be resumed, or withdrawn for good.",
        ru="Действие акта {act} уже приостановлено. Его можно возобновить или отозвать акт окончательно.",
        be="Дзеянне акта {act} ужо прыпынена. Яго можна аднавіць або адклікаць акт канчаткова.",
    ),
    "standing.not_suspended": Words(
        en="Act {act} is not suspended. There is nothing to resume.",
        ru="Действие акта {act} не приостановлено. Возобновлять нечего.",
        be="Дзеянне акта {act} не прыпынена. Аднаўляць няма чаго.",
    ),
    "standing.stays": Words(
        en="Act {act} is itself a withdrawal, a suspension or a resumption and is not ended by another. A suspension is lifted by comity register resume, for the act it suspends.",
        ru="Акт {act} сам — отзыв, приостановление или возобновление; другим актом он не прекращается. Приостановление снимает comity register resume для приостановленного акта.",
        be="Акт {act} сам — адкліканне, прыпыненне або аднаўленне; іншым актам ён не спыняецца. Прыпыненне здымае comity register resume для прыпыненага акта.",
    ),
    "changes.not_proposed": Words(
        en="For act {act} nothing with the digest {digest} is proposed. Propose it with --reason, or check the digest.",
        ru="Для акта {act} решение с хешем {digest} не предложено. Предложите его с --reason или проверьте хеш.",
        be="Для акта {act} рашэнне з хэшам {digest} не прапанавана. Прапануйце яго з --reason або праверце хэш.",
    ),
    "store.no_act": Words(
        en="There is no act {act} in this register. Give its id (8 digits or more) or its case number.",
        ru="В этом реестре нет акта {act}. Укажите его номер (8 знаков или больше) или номер дела.",
        be="У гэтым рэестры няма акта {act}. Пазначце яго нумар (8 знакаў або больш) ці нумар справы.",
    ),
    "store.several": Words(
        en="Several acts begin with {act}. Give more digits of the id.",
        ru="С {act} начинаются несколько актов. Укажите больше знаков номера.",
        be="З {act} пачынаюцца некалькі актаў. Пазначце больш знакаў нумара.",
    ),
}

_OTHERS = {
    "statuses.ahead": Words(
        en="The status list {uri} is dated more than a day ahead of the clock here. It was not kept: no later list could take its place.",
        ru="Список статусов {uri} датирован больше чем на день впереди здешних часов. Он не сохранён: никакой следующий список не смог бы его сменить.",
        be="Спіс статусаў {uri} датаваны больш чым на дзень наперадзе тутэйшага гадзінніка. Ён не захаваны: ніякі наступны спіс не змог бы яго замяніць.",
    ),
    "statuses.older": Words(
        en="A newer status list {uri} is held here already. It was kept.",
        ru="Здесь уже есть более новый список статусов {uri}. Он сохранён.",
        be="Тут ужо ёсць навейшы спіс статусаў {uri}. Ён захаваны.",
    ),
    "peer.ahead": Words(
        en="The peer ({node}) says it saw {told} entries; this log has {size}. Nothing is asked: this log may have been restored from an old copy.",
        ru="Другой узел ({node}) сообщает, что видел записей: {told}; в этом журнале их {size}. Запрос не отправлен: возможно, журнал восстановлен из старой копии.",
        be="Іншы вузел ({node}) паведамляе, што бачыў запісаў: {told}; у гэтым журнале іх {size}. Запыт не адпраўлены: магчыма, журнал адноўлены са старой копіі.",
    ),
    "peer.refused": Words(
        en="The peer ({node}) refused to cosign {size} entries: {reason}. Speak with its registrar before issuing more.",
        ru="Другой узел ({node}) отказался заверить журнал из {size} записей: {reason}. Свяжитесь с его регистратором, прежде чем выдавать новые акты.",
        be="Іншы вузел ({node}) адмовіўся заверыць журнал з {size} запісаў: {reason}. Звяжыцеся з яго рэгістратарам, перш чым выдаваць новыя акты.",
    ),
    "peer.other_checkpoint": Words(
        en="The answer is for {size} entries of {origin}, which is no checkpoint of this log. Ask again: comity register ask.",
        ru="Ответ относится к {size} записям журнала {origin}; такой контрольной точки в этом журнале нет. Запросите снова: comity register ask.",
        be="Адказ адносіцца да {size} запісаў журнала {origin}; такой кантрольнай кропкі ў гэтым журнале няма. Запытайце зноў: comity register ask.",
    ),
    "peer.no_cosignature": Words(
        en="No witness trusted here has cosigned the {size} entries of {origin}. Check the trust list, then ask again.",
        ru="Ни один свидетель, которому здесь доверяют, не заверил {size} записей журнала {origin}. Проверьте список доверия и запросите снова.",
        be="Ніводны сведка, якому тут давяраюць, не заверыў {size} запісаў журнала {origin}. Праверце спіс даверу і запытайце зноў.",
    ),
    "peer.not_an_answer": Words(
        en="This is not an answer to a request of this log. Ask again: comity register ask.",
        ru="Это не ответ на запрос этого журнала. Запросите снова: comity register ask.",
        be="Гэта не адказ на запыт гэтага журнала. Запытайце зноў: comity register ask.",
    ),
    "paper.not_a_credential": Words(
        en="The text of {length} characters is no credential, or too long for one QR code. Take the text of comity register show.",
        ru="Текст из {length} знаков не является удостоверением или слишком длинен для QR-кода. Возьмите текст из comity register show.",
        be="Тэкст з {length} знакаў не з'яўляецца пасведчаннем або занадта доўгі для QR-кода. Вазьміце тэкст з comity register show.",
    ),
    "paper.qr_too_large": Words(
        en="The credential needs a QR code of version {version}; at most {limit} is printed. Shorten the body of the act.",
        ru="Для удостоверения нужен QR-код версии {version}; печатается не выше {limit}. Сократите содержание акта.",
        be="Для пасведчання патрэбны QR-код версіі {version}; друкуецца не вышэй за {limit}. Скараціце змест акта.",
    ),
}

_PAPER = {
    "paper.issuer": Words(en="Issued by", ru="Кем выдан", be="Кім выдадзены"),
    "paper.number": Words(en="Number", ru="Номер", be="Нумар"),
    "paper.case": Words(en="Case", ru="Дело", be="Справа"),
    "paper.product": Words(en="Product", ru="Продукция", be="Прадукцыя"),
    "paper.code": Words(en="Product code", ru="Код продукции", be="Код прадукцыі"),
    "paper.holder": Words(en="Holder", ru="Кому выдан", be="Каму выдадзены"),
    "paper.decision": Words(en="Decision", ru="Решение", be="Рашэнне"),
    "paper.points": Words(en="Points", ru="Баллы", be="Балы"),
    "paper.threshold": Words(en="needed", ru="требуется", be="патрабуецца"),
    "paper.valid_from": Words(en="Valid from", ru="Действует с", be="Дзейнічае з"),
    "paper.valid_until": Words(en="Valid until", ru="Действует по", be="Дзейнічае па"),
    "paper.issued_on": Words(en="Issued on", ru="Дата выдачи", be="Дата выдачы"),
    "paper.operations": Words(en="Operations counted", ru="Учтённые операции", be="Улічаныя аперацыі"),
    "paper.verify": Words(en="How to verify", ru="Как проверить", be="Як праверыць"),
    "paper.verify_how": Words(
        en="Scan the code, save its text as certificate.txt, and run this command. No network is needed: the trust list and the status list of the issuing body are enough. The code decides, not this paper.",
        ru="Считайте код, сохраните его текст в файл certificate.txt и выполните команду. Сеть не нужна: достаточно списка доверия и списка статусов органа, выдавшего документ. Решает код, а не эта бумага.",
        be="Счытайце код, захавайце яго тэкст у файл certificate.txt і выканайце каманду. Сетка не патрэбна: дастаткова спіса даверу і спіса статусаў органа, які выдаў дакумент. Вырашае код, а не гэта папера.",
    ),
    "paper.sources": Words(
        en="Sources, and how sure each is",
        ru="Источники и степень их достоверности",
        be="Крыніцы і ступень іх пэўнасці",
    ),
    "paper.confidence": Words(en="confidence", ru="достоверность", be="пэўнасць"),
    "paper.example": Words(
        en="EXAMPLE, NOT AN OFFICIAL ACT",
        ru="ПРИМЕР, НЕ ОФИЦИАЛЬНЫЙ АКТ",
        be="ПРЫКЛАД, НЕ АФІЦЫЙНЫ АКТ",
    ),
    "paper.mark": Words(en="EXAMPLE", ru="ПРИМЕР", be="ПРЫКЛАД"),
    "paper.scan": Words(en="Scan to verify", ru="Считайте для проверки", be="Счытайце для праверкі"),
    "paper.pending": Words(
        en="Issued, not cosigned: the witness in the other state has not yet vouched for the log.",
        ru="Выдан, соподписи нет: свидетель в другом государстве ещё не заверил журнал.",
        be="Выдадзены, суподпісу няма: сведка ў іншай дзяржаве яшчэ не заверыў журнал.",
    ),
    "paper.page": Words(en="page", ru="страница", be="старонка"),
}

PHRASES = Phrasebook(
    _FILES
    | _NODE
    | DATABASE
    | _OFFICE
    | _OTHERS
    | _PAPER
    | ALGORITHMS
    | DISCLOSURES
    | FLEET
    | LOG
    | TRUSTED
    | WORK
)

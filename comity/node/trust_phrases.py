"""The words of a node's trust lists: keys files, anchors, drafts, rotation, and acts that nobody is asked for."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

TRUSTED = {
    "trusted.not_an_export": Words(
        en="{path} is not a keys file of a node. Make one there: comity trust export.",
        ru="{path} не является файлом ключей узла. Создайте его там: comity trust export.",
        be="{path} не з'яўляецца файлам ключоў вузла. Стварыце яго там: comity trust export.",
    ),
    "trusted.unknown_kind": Words(
        en="{holder} wants to issue acts of a kind the packs do not know: {kinds}. Add it to the section “kinds” of a pack, or leave it out.",
        ru="{holder} хочет выдавать акты вида, которого нет в пакетах: {kinds}. Добавьте его в раздел «kinds» пакета или уберите.",
        be="{holder} хоча выдаваць акты віду, якога няма ў пакетах: {kinds}. Дадайце яго ў раздзел «kinds» пакета або прыбярыце.",
    ),
    "trusted.no_kind": Words(
        en="The packs of this node do not know acts of the kind {kind}. Add it to the section “kinds” of a pack.",
        ru="Пакеты этого узла не знают актов вида {kind}. Добавьте его в раздел «kinds» пакета.",
        be="Пакеты гэтага вузла не ведаюць актаў віду {kind}. Дадайце яго ў раздзел «kinds» пакета.",
    ),
    "trusted.bad_kinds": Words(
        en="{file}, line {line}: each kind stands once, in quotes, with approvals from 0 to 9, status true or false, algorithms by their COSE names; there is: {value}.",
        ru="{file}, строка {line}: каждый вид указывается один раз, в кавычках, с числом утверждающих от 0 до 9 (approvals), статусом true или false (status), алгоритмами по именам COSE (algorithms); указано: {value}.",
        be="{file}, радок {line}: кожны від пазначаецца адзін раз, у двукоссі, з колькасцю зацвярджэнняў ад 0 да 9 (approvals), статусам true або false (status), алгарытмамі па імёнах COSE (algorithms); пазначана: {value}.",
    ),
    "trusted.not_a_witness": Words(
        en="{path} {key}: not the verifier key of a witness. It has the form name+id+base64, as the witness publishes it, and is made for cosignatures.",
        ru="{path} {key}: это не ключ проверки узла-свидетеля. Он имеет вид имя+идентификатор+base64, как его публикует свидетель, и предназначен для заверяющих подписей.",
        be="{path} {key}: гэта не ключ праверкі вузла-сведкі. Ён мае выгляд імя+ідэнтыфікатар+base64, як яго публікуе сведка, і прызначаны для завяральных подпісаў.",
    ),
    "trusted.key_twice": Words(
        en="Key {key} of {holder} stands in two places. A key has one holder and one role: check the files.",
        ru="Ключ {key} ({holder}) указан в двух местах. У ключа один владелец и одна роль: проверьте файлы.",
        be="Ключ {key} ({holder}) пазначаны ў двух месцах. У ключа адзін уладальнік і адна роля: праверце файлы.",
    ),
    "trusted.name_taken": Words(
        en="The name or the log {origin} of one keys file also covers {holder} of another: one node could speak for the other. Leave out the file that is not that node's.",
        ru="Имя или журнал {origin} из одного файла ключей охватывает и {holder} из другого: один узел мог бы говорить за другой. Уберите файл, который не принадлежит этому узлу.",
        be="Імя або журнал {origin} з аднаго файла ключоў ахоплівае і {holder} з другога: адзін вузел мог бы гаварыць за другі. Прыбярыце файл, які не належыць гэтаму вузлу.",
    ),
    "trusted.none": Words(
        en="This node has no trust list yet. To make one: comity trust export and comity trust pin on each node, comity trust draft on one of "
        "them with the keys files of all, comity trust sign on the others, comity trust load on each.",
        ru="У этого узла ещё нет списка доверия. Чтобы составить его: comity trust export и comity trust pin на каждом узле, comity trust draft "
        "на одном из них с файлами ключей всех узлов, comity trust sign на остальных, comity trust load на каждом.",
        be="У гэтага вузла яшчэ няма спіса даверу. Каб скласці яго: comity trust export і comity trust pin на кожным вузле, comity trust draft "
        "на адным з іх з файламі ключоў усіх вузлоў, comity trust sign на астатніх, comity trust load на кожным.",
    ),
    "trusted.no_keys_files": Words(
        en="{path}: the first trust list is made of the keys files of all nodes, this one too. Make them with comity trust export and name them all.",
        ru="{path}: первый список доверия составляется из файлов ключей всех узлов, в том числе этого. Создайте их командой comity trust export и укажите все.",
        be="{path}: першы спіс даверу складаецца з файлаў ключоў усіх вузлоў, у тым ліку гэтага. Стварыце іх камандай comity trust export і пазначце ўсе.",
    ),
    "trusted.peer_not_pinned": Words(
        en="The list names keys of {holder}, but no anchor of another node is pinned here, so one signature would do. Pin it first: comity trust pin KEYS --fingerprint HEX.",
        ru="В списке есть ключи {holder}, но якорный ключ другого узла здесь не закреплён, и хватило бы одной подписи. Сначала закрепите его: comity trust pin KEYS --fingerprint HEX.",
        be="У спісе ёсць ключы {holder}, але якарны ключ іншага вузла тут не замацаваны, і хапіла б аднаго подпісу. Спачатку замацуйце яго: comity trust pin KEYS --fingerprint HEX.",
    ),
    "trusted.stranger_signed": Words(
        en="Trust list {version} is signed by an anchor that is not pinned here. Pin it first: comity trust pin KEYS --fingerprint HEX.",
        ru="Список доверия {version} подписан якорным ключом, который здесь не закреплён. Сначала закрепите его: comity trust pin KEYS --fingerprint HEX.",
        be="Спіс даверу {version} падпісаны якарным ключом, які тут не замацаваны. Спачатку замацуйце яго: comity trust pin KEYS --fingerprint HEX.",
    ),
    "trusted.foreign_key": Words(
        en="The draft lists under this node's name a key that is not in its vault: {key} ({role}). It was not signed. Send your keys file again: comity trust export.",
        ru="В проекте списка под именем этого узла указан ключ, которого нет в его хранилище: {key} ({role}). Он не подписан. Отправьте файл ключей снова: comity trust export.",
        be="У праекце спіса пад імем гэтага вузла пазначаны ключ, якога няма ў яго сховішчы: {key} ({role}). Ён не падпісаны. Адпраўце файл ключоў зноў: comity trust export.",
    ),
    "trusted.no_key": Words(
        en="{path}: the list has no key {kid}, or several begin so. Give eight or more digits of it: comity trust show.",
        ru="{path}: в списке нет ключа {kid} или так начинаются несколько. Укажите восемь или больше его знаков: comity trust show.",
        be="{path}: у спісе няма ключа {kid} або так пачынаюцца некалькі. Пазначце восем або больш яго знакаў: comity trust show.",
    ),
    "trusted.no_good_key": Words(
        en="None of this node's keys for {role} is good now: ended or revoked. Make a new one and have it listed: comity trust rotate {role}.",
        ru="Ни один ключ этого узла для роли {role} сейчас не годен: срок истёк или ключ отозван. Создайте новый и внесите его в список: comity trust rotate {role}.",
        be="Ніводзін ключ гэтага вузла для ролі {role} цяпер не прыдатны: тэрмін скончыўся або ключ адкліканы. Стварыце новы і ўнясіце яго ў спіс: comity trust rotate {role}.",
    ),
    "trusted.not_rotated": Words(
        en="{path}: {role} is not rotated so; these are: {roles}. A new anchor is agreed as the first was.",
        ru="{path}: {role} так не сменяется; сменяются: {roles}. Новый якорный ключ согласуют так же, как первый.",
        be="{path}: {role} так не змяняецца; змяняюцца: {roles}. Новы якарны ключ узгадняюць гэтак жа, як першы.",
    ),
    "trusted.rotated_already": Words(
        en="The key {name} waits to be listed already: comity trust export, comity trust draft. No other was made for {role}.",
        ru="Ключ {name} уже ждёт внесения в список: comity trust export, comity trust draft. Другой для роли {role} не создан.",
        be="Ключ {name} ужо чакае ўнясення ў спіс: comity trust export, comity trust draft. Іншы для ролі {role} не створаны.",
    ),
    "docket.needs_officials": Words(
        en="An act of the kind {kind} is decided by officials ({needed}); the node does not issue it by itself.",
        ru="Акт вида {kind} решают должностные лица ({needed}); сам узел его не выдаёт.",
        be="Акт віду {kind} вырашаюць службовыя асобы ({needed}); сам вузел яго не выдае.",
    ),
}

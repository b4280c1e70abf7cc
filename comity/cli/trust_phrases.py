"""The words of `comity trust`."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

TRUST = {
    "cli.every_kind": Words(en="acts of every kind", ru="акты всех видов", be="акты ўсіх відаў"),
    "cli.own_anchor": Words(
        en="{path} is this node's own keys file, and its own anchor is believed already. Give the keys file of the other node.",
        ru="{path} — файл ключей самого этого узла; его якорному ключу здесь уже доверяют. Укажите файл ключей другого узла.",
        be="{path} — файл ключоў самога гэтага вузла; яго якарнаму ключу тут ужо давяраюць. Пазначце файл ключоў іншага вузла.",
    ),
    "cli.pinned": Words(
        en="The anchor of {name} is pinned; a trust list needs {needed} signatures here. Next, once every node has done so: comity trust draft KEYS... on one of them.",
        ru="Якорный ключ узла {name} закреплён; списку доверия здесь нужно подписей: {needed}. Далее, когда это сделал каждый узел: comity trust draft KEYS... на одном из них.",
        be="Якарны ключ вузла {name} замацаваны; спісу даверу тут патрэбна подпісаў: {needed}. Далей, калі гэта зрабіў кожны вузел: comity trust draft KEYS... на адным з іх.",
    ),
    "cli.draft_part": Words(
        en="Trust list {version} has {signed} of {needed} signatures: {file}. Next, on the other node: comity trust show FILE, comity trust sign FILE.",
        ru="Под списком доверия {version} подписей {signed} из {needed}: {file}. Далее на другом узле: comity trust show FILE, comity trust sign FILE.",
        be="Пад спісам даверу {version} подпісаў {signed} з {needed}: {file}. Далей на іншым вузле: comity trust show FILE, comity trust sign FILE.",
    ),
    "cli.draft_whole": Words(
        en="Trust list {version} has all signatures it needs ({signed} of {needed}): {file}. Next, on every node: comity trust load FILE.",
        ru="Под списком доверия {version} есть все нужные подписи ({signed} из {needed}): {file}. Далее на каждом узле: comity trust load FILE.",
        be="Пад спісам даверу {version} ёсць усе патрэбныя подпісы ({signed} з {needed}): {file}. Далей на кожным вузле: comity trust load FILE.",
    ),
    "cli.draft_same": Words(
        en="It changes nothing against the list that counts here.",
        ru="По сравнению с действующим здесь списком ничего не меняется.",
        be="У параўнанні з дзейным тут спісам нічога не змяняецца.",
    ),
    "cli.rotated": Words(
        en="New key {kid} for {role}; the old one is to end at {until}. Next: comity trust export, then comity trust draft with the keys file. Until a list names the new key, the old one signs.",
        ru="Новый ключ {kid} для роли {role}; старый закончится {until}. Далее: comity trust export, затем comity trust draft с файлом ключей. Пока список не назовёт новый ключ, подписывает старый.",
        be="Новы ключ {kid} для ролі {role}; стары скончыцца {until}. Далей: comity trust export, затым comity trust draft з файлам ключоў. Пакуль спіс не назаве новы ключ, падпісвае стары.",
    ),
    "cli.draft_title": Words(
        en="Trust list {domain} {version} changes:",
        ru="Список доверия {domain} {version} меняет:",
        be="Спіс даверу {domain} {version} змяняе:",
    ),
    "cli.key_revoked": Words(en="revoked as of {at}", ru="отозван с {at}", be="адкліканы з {at}"),
    "cli.until": Words(en="Until", ru="До какого времени", be="Да якога часу"),
    "cli.algorithm": Words(
        en="{path}: {value} is no algorithm known here. They are told by: comity register algorithms.",
        ru="{path}: алгоритм {value} здесь не известен. Известные называет comity register algorithms.",
        be="{path}: алгарытм {value} тут невядомы. Вядомыя называе comity register algorithms.",
    ),
    "cli.bad_time": Words(
        en="{path}: {value} is no time. Write it as 2026-11-20T10:00:00, in UTC.",
        ru="{path}: {value} — не время. Напишите его так: 2026-11-20T10:00:00, по UTC.",
        be="{path}: {value} — не час. Напішыце яго так: 2026-11-20T10:00:00, па UTC.",
    ),
    "cli.exported": Words(
        en="The public keys are in {file}. Read the fingerprint of the anchor out to the other side over another channel. Next, there: comity trust pin KEYS --fingerprint HEX.",
        ru="Открытые ключи — в {file}. Продиктуйте отпечаток якорного ключа (anchor) другой стороне по другому каналу. Далее там: comity trust pin KEYS --fingerprint HEX.",
        be="Адкрытыя ключы — у {file}. Прадыктуйце адбітак якарнага ключа (anchor) іншаму боку па іншым канале. Далей там: comity trust pin KEYS --fingerprint HEX.",
    ),
    "cli.trust_loaded": Words(
        en="Trust list {version} of the domain {domain} counts here from now on.",
        ru="Список доверия {version} области {domain} теперь действует здесь.",
        be="Спіс даверу {version} вобласці {domain} цяпер дзейнічае тут.",
    ),
    "cli.trust_title": Words(
        en="Trust list {domain} {version}, until {expires}",
        ru="Список доверия {domain} {version}, до {expires}",
        be="Спіс даверу {domain} {version}, да {expires}",
    ),
}

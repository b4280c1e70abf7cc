"""The words of the register: faults of form, the steps of verifying, the answers."""

from comity.basis.words import Phrasebook, Words
from comity.register.trust_phrases import CHANGES, SUCCESSION

_FORM = {
    "keys.unknown_algorithm": Words(
        en="Signature algorithm {algorithm} is not known here. Install its plug-in, or ask for a signature with a known one.",
        ru="Алгоритм подписи {algorithm} здесь не известен. Установите его подключаемый модуль или запросите подпись известным.",
        be="Алгарытм подпісу {algorithm} тут невядомы. Усталюйце яго модуль, што падключаецца, або запытайце подпіс вядомым.",
    ),
    "keys.size": Words(
        en="A key of {algorithm} has {needed} bytes; this one has not. Check that it was copied whole.",
        ru="Ключ {algorithm} имеет длину {needed} байт, этот — другую. Проверьте, что он скопирован целиком.",
        be="Ключ {algorithm} мае даўжыню {needed} байт, гэты — іншую. Праверце, што ён скапіраваны цалкам.",
    ),
    "cose.broken": Words(
        en="This is not a signed object of the register ({part} is wrong). Ask for it anew.",
        ru="Это не подписанный объект реестра (неверно: {part}). Запросите его заново.",
        be="Гэта не падпісаны аб'ект рэестра (няправільна: {part}). Запытайце яго нанова.",
    ),
    "act.broken": Words(
        en="This is not an act in its one form ({part} is wrong). Ask the issuing body for it anew.",
        ru="Это не акт в единственной его форме (неверно: {part}). Запросите его заново у органа, который его выдал.",
        be="Гэта не акт у адзінай яго форме (няправільна: {part}). Запытайце яго нанова ў органа, які яго выдаў.",
    ),
    "act.unfit": Words(
        en="The act cannot be made: {reason}. Correct its contents.",
        ru="Акт не может быть составлен: {reason}. Исправьте его содержание.",
        be="Акт не можа быць складзены: {reason}. Выпраўце яго змест.",
    ),
    "act.too_large": Words(
        en="The act has {size} bytes; the log takes {limit}. Move enclosures out and name them by their digests.",
        ru="Размер акта {size} байт; журнал принимает {limit}. Вынесите приложения и укажите их по хешу.",
        be="Памер акта {size} байт; журнал прымае {limit}. Вынесіце дадаткі і назавіце іх па хэшы.",
    ),
    "note.broken": Words(
        en="This is not a signed note ({part} is wrong). Fetch the checkpoint again.",
        ru="Это не подписанная заметка (неверно: {part}). Получите контрольную точку снова.",
        be="Гэта не падпісаная нататка (няправільна: {part}). Атрымайце кантрольную кропку зноў.",
    ),
    "note.verifier_key": Words(
        en="The verifier key {name} is not well formed or its id does not fit. Copy it whole from the log's operator.",
        ru="Ключ проверки {name} составлен неверно или его номер не подходит. Скопируйте его целиком у владельца журнала.",
        be="Ключ праверкі {name} складзены няправільна або яго нумар не падыходзіць. Скапіруйце яго цалкам ва ўладальніка журнала.",
    ),
    "checkpoint.broken": Words(
        en="This is not a checkpoint: origin, size and root must stand on three lines. Fetch it again.",
        ru="Это не контрольная точка: нужны три строки — источник, размер и корень. Получите её снова.",
        be="Гэта не кантрольная кропка: патрэбны тры радкі — крыніца, памер і корань. Атрымайце яе зноў.",
    ),
    "checkpoint.cosignature_broken": Words(
        en="A cosignature in the credential is not well formed. Ask for the credential anew.",
        ru="Соподпись в удостоверении составлена неверно. Запросите удостоверение заново.",
        be="Суподпіс у пасведчанні складзены няправільна. Запытайце пасведчанне нанова.",
    ),
    "range.broken": Words(
        en="The stored state of a log is damaged: its size and its hashes do not fit. Fetch that log again from its start.",
        ru="Сохранённое состояние журнала повреждено: размер и хеши не сходятся. Получите этот журнал заново с начала.",
        be="Захаваны стан журнала пашкоджаны: памер і хэшы не сыходзяцца. Атрымайце гэты журнал нанова з пачатку.",
    ),
    "tiles.broken": Words(
        en="A tile of the log is damaged ({part} is wrong). Fetch it again; if it stays so, tell the log's operator.",
        ru="Плитка журнала повреждена (неверно: {part}). Получите её снова; если не поможет, сообщите владельцу журнала.",
        be="Плітка журнала пашкоджана (няправільна: {part}). Атрымайце яе зноў; калі не дапаможа, паведаміце ўладальніку журнала.",
    ),
    "receipt.broken": Words(
        en="The receipt of the log is not well formed ({part} is wrong). Ask for the credential anew.",
        ru="Квитанция журнала составлена неверно ({part}). Запросите удостоверение заново.",
        be="Квітанцыя журнала складзена няправільна ({part}). Запытайце пасведчанне нанова.",
    ),
    "bitstring.broken": Words(
        en="This is no bitstring status list ({part} is wrong). Fetch it again.",
        ru="Это не список статусов Bitstring Status List ({part}). Получите его снова.",
        be="Гэта не спіс статусаў Bitstring Status List ({part}). Атрымайце яго зноў.",
    ),
    "bundle.broken": Words(
        en="The bundle is not well formed ({part} is wrong). Have it made again: comity register bundle.",
        ru="Офлайн-набор составлен неверно ({part}). Пусть его составят снова: comity register bundle.",
        be="Афлайн-набор складзены няправільна ({part}). Няхай яго складуць зноў: comity register bundle.",
    ),
    "status.broken": Words(
        en="The status list is not well formed ({part} is wrong). Fetch it again.",
        ru="Список статусов составлен неверно ({part}). Получите его снова.",
        be="Спіс статусаў складзены няправільна ({part}). Атрымайце яго зноў.",
    ),
    "status.untrusted": Words(
        en="Key {kid} may not speak for the status list {uri}. Fetch the list from the issuing node, or a newer trust list.",
        ru="Ключ {kid} не вправе подписывать список статусов {uri}. Получите список у узла-издателя или новый список доверия.",
        be="Ключ {kid} не мае права падпісваць спіс статусаў {uri}. Атрымайце спіс у вузла-выдаўца або новы спіс даверу.",
    ),
    "status.bad_signature": Words(
        en="The signature of the status list {uri} does not hold. Fetch it again from the issuing node.",
        ru="Подпись списка статусов {uri} неверна. Получите его снова у узла-издателя.",
        be="Подпіс спіса статусаў {uri} няправільны. Атрымайце яго зноў у вузла-выдаўца.",
    ),
    "status.key_not_good": Words(
        en="Key {kid} of the status list {uri} is revoked or out of its span. Fetch a newer list.",
        ru="Ключ {kid} списка статусов {uri} отозван или вне срока действия. Получите более новый список.",
        be="Ключ {kid} спіса статусаў {uri} адкліканы або па-за тэрмінам дзеяння. Атрымайце навейшы спіс.",
    ),
    "trust.broken": Words(
        en="The trust list is not well formed ({part} is wrong). Fetch it again.",
        ru="Список доверия составлен неверно ({part}). Получите его снова.",
        be="Спіс даверу складзены няправільна ({part}). Атрымайце яго зноў.",
    ),
    "trust.bad_signature": Words(
        en="The signature of anchor {kid} on the trust list does not hold. Do not use the list; fetch it again.",
        ru="Подпись якорного ключа {kid} под списком доверия неверна. Не используйте список, получите его снова.",
        be="Подпіс якарнага ключа {kid} пад спісам даверу няправільны. Не карыстайцеся спісам, атрымайце яго зноў.",
    ),
    "trust.not_signed": Words(
        en="The trust list has {signed} of {needed} signatures of pinned anchors. Have the others sign it (comity trust sign), or check which anchors are pinned.",
        ru="Под списком доверия {signed} из {needed} подписей закреплённых якорных ключей. Пусть его подпишут остальные (comity trust sign), или проверьте, какие ключи закреплены.",
        be="Пад спісам даверу {signed} з {needed} подпісаў замацаваных якарных ключоў. Няхай яго падпішуць астатнія (comity trust sign), або праверце, якія ключы замацаваны.",
    ),
    "base45.broken": Words(
        en="The text is not canonical base45. Scan the code again; a character was lost or changed.",
        ru="Текст не в каноническом base45. Считайте код снова: знак потерян или изменён.",
        be="Тэкст не ў кананічным base45. Счытайце код зноў: знак страчаны або зменены.",
    ),
    "inflate.broken": Words(
        en="The packed data is damaged or cut short. Scan the code again.",
        ru="Сжатые данные повреждены или обрезаны. Считайте код снова.",
        be="Сціснутыя даныя пашкоджаны або абрэзаны. Счытайце код зноў.",
    ),
    "inflate.too_large": Words(
        en="Unpacked, the data would be larger than {limit} bytes. It is refused: no act is that large.",
        ru="В распакованном виде данные больше {limit} байт. Они отклонены: таких больших актов нет.",
        be="У распакаваным выглядзе даныя большыя за {limit} байт. Яны адхілены: такіх вялікіх актаў няма.",
    ),
    "inflate.trailing": Words(
        en="{size} bytes follow the packed data. It was changed on the way: ask for it anew.",
        ru="После сжатых данных стоят ещё {size} байт. Они изменены по пути: запросите их заново.",
        be="Пасля сціснутых даных стаяць яшчэ {size} байт. Яны зменены па дарозе: запытайце іх нанова.",
    ),
    "credential.broken": Words(
        en="This is not a credential ({part} is wrong). Ask the issuing body for it anew.",
        ru="Это не удостоверение (неверно: {part}). Запросите его заново у органа, который его выдал.",
        be="Гэта не пасведчанне (няправільна: {part}). Запытайце яго нанова ў органа, які яго выдаў.",
    ),
    "credential.no_prefix": Words(
        en="A credential starts with {prefix}. This code is of another kind.",
        ru="Удостоверение начинается с {prefix}. Это код другого вида.",
        be="Пасведчанне пачынаецца з {prefix}. Гэта код іншага віду.",
    ),
    "credential.text_too_large": Words(
        en="The text has {length} characters; at most {limit} are read.",
        ru="В тексте {length} знаков; читается не более {limit}.",
        be="У тэксце {length} знакаў; чытаецца не больш за {limit}.",
    ),
    "sdjwt.broken": Words(
        en="This is not an SD-JWT of an act ({part} is wrong). Ask for the credential itself.",
        ru="Это не SD-JWT акта (неверно: {part}). Запросите само удостоверение.",
        be="Гэта не SD-JWT акта (няправільна: {part}). Запытайце само пасведчанне.",
    ),
    "sdjwt.differs": Words(
        en="The SD-JWT says other than the signed act within. Believe the act alone.",
        ru="SD-JWT говорит не то, что подписанный акт внутри. Верьте только акту.",
        be="SD-JWT кажа не тое, што падпісаны акт усярэдзіне. Верце толькі акту.",
    ),
    "sdjwt.not_json": Words(
        en="What the act says at {path} cannot be said exactly in JSON. Give the credential itself.",
        ru="То, что акт говорит по пути {path}, нельзя точно передать в JSON. Передайте само удостоверение.",
        be="Тое, што акт кажа па шляху {path}, нельга дакладна перадаць у JSON. Перадайце само пасведчанне.",
    ),
    "sdjwt.reserved": Words(
        en="The act has a member named _sd or ..., which SD-JWT keeps for itself. Give the credential itself.",
        ru="В акте есть поле _sd или ..., занятое в SD-JWT. Передайте само удостоверение.",
        be="У акце ёсць поле _sd або ..., занятае ў SD-JWT. Перадайце само пасведчанне.",
    ),
    "naming.no_did": Words(
        en="Keys of algorithm {algorithm} have no name that outside partners know. Give them the credential itself.",
        ru="У ключей алгоритма {algorithm} нет имени, известного внешним партнёрам. Передайте им само удостоверение.",
        be="У ключоў алгарытму {algorithm} няма імя, вядомага вонкавым партнёрам. Перадайце ім само пасведчанне.",
    ),
    "disclosure.broken": Words(
        en="A fact about a person in the credential is not well formed ({part} is wrong). Ask for the credential anew.",
        ru="Сведение о лице в удостоверении составлено неверно ({part}). Запросите удостоверение заново.",
        be="Звестка пра асобу ў пасведчанні складзена няправільна ({part}). Запытайце пасведчанне нанова.",
    ),
    "disclosure.no_match": Words(
        en="A fact about a person was shown that the act does not hold. Believe none of it; ask for the credential anew.",
        ru="Показано сведение о лице, которого в акте нет. Не верьте ему и запросите удостоверение заново.",
        be="Паказана звестка пра асобу, якой у акце няма. Не верце ёй і запытайце пасведчанне нанова.",
    ),
    "disclosure.no_path": Words(
        en="The act says nothing at {path}. Name a place in its subject or body, such as /body/driver/name.",
        ru="По пути {path} в акте ничего нет. Укажите место в его предмете или содержании, например /body/driver/name.",
        be="Па шляху {path} у акце нічога няма. Пазначце месца ў яго прадмеце або змесце, напрыклад /body/driver/name.",
    ),
    "disclosure.overlap": Words(
        en="{path} is named twice, or lies around another place that is named. Name each fact about a person once.",
        ru="Место {path} указано дважды или охватывает другое указанное. Укажите каждое сведение о лице один раз.",
        be="Месца {path} пазначана двойчы або ахоплівае іншае пазначанае. Пазначце кожную звестку пра асобу адзін раз.",
    ),
    "credential.too_long": Words(
        en="The credential has {length} characters; one QR code holds {limit}. Shorten the body of the act, or hand it over as a file.",
        ru="В удостоверении {length} знаков, в один QR-код помещается {limit}. Сократите содержание акта или передайте его файлом.",
        be="У пасведчанні {length} знакаў, у адзін QR-код змяшчаецца {limit}. Скараціце змест акта або перадайце яго файлам.",
    ),
}

_STEPS = {
    "verify.skipped": Words(
        en="Not checked: an earlier step leaves nothing to check.",
        ru="Не проверялось: предыдущий шаг не оставил предмета проверки.",
        be="Не правяралася: папярэдні крок не пакінуў прадмета праверкі.",
    ),
    "verify.form": Words(
        en="Every byte is in its one form.",
        ru="Каждый байт в единственной возможной форме.",
        be="Кожны байт у адзінай магчымай форме.",
    ),
    "verify.signature": Words(
        en="The signature is that of {holder} (key {kid}).",
        ru="Подпись принадлежит: {holder} (ключ {kid}).",
        be="Подпіс належыць: {holder} (ключ {kid}).",
    ),
    "verify.unknown_key": Words(
        en="Key {kid} is not in the trust list; the act calls itself an act of {issuer}. Fetch the newest trust list; if the key is not there either, the act is forged.",
        ru="Ключа {kid} нет в списке доверия; акт назван актом органа {issuer}. Получите новейший список доверия; если ключа нет и там, акт подделан.",
        be="Ключа {kid} няма ў спісе даверу; акт названы актам органа {issuer}. Атрымайце найноўшы спіс даверу; калі ключа няма і там, акт падроблены.",
    ),
    "verify.wrong_alg": Words(
        en="The act names algorithm {told}, its key signs with {known}. It is refused.",
        ru="В акте назван алгоритм {told}, а ключ подписывает алгоритмом {known}. Акт отклонён.",
        be="У акце названы алгарытм {told}, а ключ падпісвае алгарытмам {known}. Акт адхілены.",
    ),
    "verify.bad_signature": Words(
        en="The signature does not hold: the act was changed, or key {kid} never signed it.",
        ru="Подпись неверна: акт изменён или ключ {kid} его не подписывал.",
        be="Подпіс няправільны: акт зменены або ключ {kid} яго не падпісваў.",
    ),
    "verify.key": Words(
        en="The key was good at {logged_at} (trust list {version}).",
        ru="Ключ действовал на {logged_at} (список доверия {version}).",
        be="Ключ дзейнічаў на {logged_at} (спіс даверу {version}).",
    ),
    "verify.key_revoked": Words(
        en="The key was revoked at {revoked_at} ({reason}), before the act was seen in the log at {logged_at}.",
        ru="Ключ отозван {revoked_at} ({reason}) — раньше, чем акт увидели в журнале ({logged_at}).",
        be="Ключ адкліканы {revoked_at} ({reason}) — раней, чым акт убачылі ў журнале ({logged_at}).",
    ),
    "verify.key_early": Words(
        en="The key was not yet valid at {logged_at}.",
        ru="На {logged_at} ключ ещё не действовал.",
        be="На {logged_at} ключ яшчэ не дзейнічаў.",
    ),
    "verify.key_ended": Words(
        en="The key was no longer valid at {logged_at}.",
        ru="На {logged_at} ключ уже не действовал.",
        be="На {logged_at} ключ ужо не дзейнічаў.",
    ),
    "verify.trust_expired": Words(
        en="Trust list {version} expired at {expired_at}: a key may have been revoked since. Fetch a newer one.",
        ru="Список доверия {version} истёк {expired_at}: ключ мог быть отозван позже. Получите более новый.",
        be="Спіс даверу {version} скончыўся {expired_at}: ключ мог быць адкліканы пазней. Атрымайце навейшы.",
    ),
    "verify.receipt": Words(
        en="The act is entry {index} of {size} in the log {origin}.",
        ru="Акт — запись {index} из {size} в журнале {origin}.",
        be="Акт — запіс {index} з {size} у журнале {origin}.",
    ),
    "verify.no_receipt": Words(
        en="There is no receipt: nothing shows that the act was logged. Ask the issuing body for the complete credential.",
        ru="Квитанции нет: ничто не показывает, что акт внесён в журнал. Запросите полное удостоверение у органа, который его выдал.",
        be="Квітанцыі няма: нішто не паказвае, што акт унесены ў журнал. Запытайце поўнае пасведчанне ў органа, які яго выдаў.",
    ),
    "verify.unknown_log": Words(
        en="The log {origin} with key {kid} is not in the trust list. Fetch the newest trust list.",
        ru="Журнала {origin} с ключом {kid} нет в списке доверия. Получите новейший список доверия.",
        be="Журнала {origin} з ключом {kid} няма ў спісе даверу. Атрымайце найноўшы спіс даверу.",
    ),
    "verify.not_in_log": Words(
        en="The receipt is not one for this act: entry {index} of {size} in the log {origin} is another.",
        ru="Квитанция не от этого акта: запись {index} из {size} в журнале {origin} — другая.",
        be="Квітанцыя не ад гэтага акта: запіс {index} з {size} у журнале {origin} — іншы.",
    ),
    "verify.log_key_not_good": Words(
        en="The key of the log {origin} was not good at {logged_at}.",
        ru="Ключ журнала {origin} не действовал на {logged_at}.",
        be="Ключ журнала {origin} не дзейнічаў на {logged_at}.",
    ),
    "verify.cosignature": Words(
        en="{witness} ({holder}) saw the act in the log at {time}.",
        ru="{witness} ({holder}) видел акт в журнале {time}.",
        be="{witness} ({holder}) бачыў акт у журнале {time}.",
    ),
    "verify.bad_cosignature": Words(
        en="The cosignature of key {kid} dated {time} does not hold for this checkpoint.",
        ru="Соподпись ключа {kid} от {time} не подходит к этой контрольной точке.",
        be="Суподпіс ключа {kid} ад {time} не падыходзіць да гэтай кантрольнай кропкі.",
    ),
    "verify.not_cosigned": Words(
        en="No known witness has cosigned ({offered} offered). Ask for the credential again once the nodes have met.",
        ru="Ни один известный свидетель не подписал (предъявлено: {offered}). Запросите удостоверение снова, когда узлы свяжутся.",
        be="Ніводны вядомы сведка не падпісаў (прад'яўлена: {offered}). Запытайце пасведчанне зноў, калі вузлы звяжуцца.",
    ),
    "verify.kind": Words(
        en="{holder} may issue acts of the kind {kind}.",
        ru="{holder} вправе выдавать акты вида {kind}.",
        be="{holder} мае права выдаваць акты віду {kind}.",
    ),
    "verify.wrong_kind": Words(
        en="{holder} may not issue acts of the kind {kind}.",
        ru="{holder} не вправе выдавать акты вида {kind}.",
        be="{holder} не мае права выдаваць акты віду {kind}.",
    ),
    "verify.wrong_issuer": Words(
        en="The act calls itself an act of {issuer}, but its key is that of {holder}.",
        ru="Акт назван актом органа {issuer}, но ключ принадлежит: {holder}.",
        be="Акт названы актам органа {issuer}, але ключ належыць: {holder}.",
    ),
    "verify.algorithm_not_allowed": Words(
        en="Acts of the kind {kind} may not be signed with algorithm {algorithm}.",
        ru="Акты вида {kind} нельзя подписывать алгоритмом {algorithm}.",
        be="Акты віду {kind} нельга падпісваць алгарытмам {algorithm}.",
    ),
    "verify.too_few_approvals": Words(
        en="An act of the kind {kind} needs {needed} officials; this one has {found}.",
        ru="Для акта вида {kind} нужно должностных лиц: {needed}; здесь: {found}.",
        be="Для акта віду {kind} патрэбна службовых асоб: {needed}; тут: {found}.",
    ),
    "verify.no_status": Words(
        en="An act of the kind {kind} must have a place in a status list; this one has none.",
        ru="Акт вида {kind} должен иметь место в списке статусов; у этого его нет.",
        be="Акт віду {kind} павінен мець месца ў спісе статусаў; у гэтага яго няма.",
    ),
    "verify.no_status_needed": Words(
        en="Acts of the kind {kind} are not withdrawn.",
        ru="Акты вида {kind} не отзываются.",
        be="Акты віду {kind} не адклікаюцца.",
    ),
    "verify.no_status_list": Words(
        en="There is no status list {uri} to go by: the act may have been withdrawn. Fetch the list.",
        ru="Нет списка статусов {uri}: акт мог быть отозван. Получите список.",
        be="Няма спіса статусаў {uri}: акт мог быць адкліканы. Атрымайце спіс.",
    ),
    "verify.beyond_status_list": Words(
        en="The status list {uri} has no place {index} yet. Fetch a newer list.",
        ru="В списке статусов {uri} ещё нет места {index}. Получите более новый список.",
        be="У спісе статусаў {uri} яшчэ няма месца {index}. Атрымайце навейшы спіс.",
    ),
    "verify.split_view": Words(
        en="The log {origin} has signed two different states of {size} entries: that of this credential and that of the bundle. One of them is a forged history. Keep both files as evidence.",
        ru="Журнал {origin} подписал два разных состояния по {size} записям: в этом удостоверении и в офлайн-наборе. Одна из историй подделана. Сохраните оба файла как доказательство.",
        be="Журнал {origin} падпісаў два розныя станы па {size} запісах: у гэтым пасведчанні і ў афлайн-наборы. Адна з гісторый падробленая. Захавайце абодва файлы як доказ.",
    ),
    "verify.withdrawn": Words(
        en="The act is withdrawn (status list of {as_of}).",
        ru="Акт отозван (список статусов от {as_of}).",
        be="Акт адкліканы (спіс статусаў ад {as_of}).",
    ),
    "verify.suspended": Words(
        en="The act is suspended (status list of {as_of}).",
        ru="Действие акта приостановлено (список статусов от {as_of}).",
        be="Дзеянне акта прыпынена (спіс статусаў ад {as_of}).",
    ),
    "verify.unknown_status": Words(
        en="The status list of {as_of} gives the act a status without meaning here ({status}). It is refused.",
        ru="Список статусов от {as_of} даёт акту неизвестный здесь статус ({status}). Акт отклонён.",
        be="Спіс статусаў ад {as_of} дае акту невядомы тут статус ({status}). Акт адхілены.",
    ),
    "verify.status_ahead": Words(
        en="The status list is dated {as_of}, more than a day ahead of the clock here ({now}). Set the clock, or fetch another list.",
        ru="Список статусов датирован {as_of} — больше чем на день впереди здешних часов ({now}). Переведите часы или получите другой список.",
        be="Спіс статусаў датаваны {as_of} — больш чым на дзень наперадзе тутэйшага гадзінніка ({now}). Перавядзіце гадзіннік або атрымайце іншы спіс.",
    ),
    "verify.stale_status": Words(
        en="The act was not withdrawn as of {as_of}; the status list is too old to say more. Fetch a newer one.",
        ru="На {as_of} акт не был отозван; для большего список статусов слишком стар. Получите более новый.",
        be="На {as_of} акт не быў адкліканы; для большага спіс статусаў занадта стары. Атрымайце навейшы.",
    ),
    "verify.status": Words(
        en="The act holds on the day and is not withdrawn (status list of {as_of}).",
        ru="Акт действует на этот день и не отозван (список статусов от {as_of}).",
        be="Акт дзейнічае на гэты дзень і не адкліканы (спіс статусаў ад {as_of}).",
    ),
    "verify.not_yet_valid": Words(
        en="The act holds from {valid_from}, not yet on {day}.",
        ru="Акт действует с {valid_from}; {day} он ещё не действует.",
        be="Акт дзейнічае з {valid_from}; {day} ён яшчэ не дзейнічае.",
    ),
    "verify.expired": Words(
        en="The act held until {valid_until}, no longer on {day}.",
        ru="Акт действовал до {valid_until} включительно; {day} он уже не действует.",
        be="Акт дзейнічаў да {valid_until} уключна; {day} ён ужо не дзейнічае.",
    ),
}

_ANSWERS = {
    "answer.valid": Words(en="Valid", ru="Действителен", be="Сапраўдны"),
    "answer.not_valid": Words(en="Not valid", ru="Недействителен", be="Несапраўдны"),
    "answer.valid_as_of": Words(
        en="Valid as of {as_of}",
        ru="Действителен по состоянию на {as_of}",
        be="Сапраўдны па стане на {as_of}",
    ),
    "answer.not_cosigned": Words(
        en="Issued, not cosigned", ru="Выдан, соподписи нет", be="Выдадзены, суподпісу няма"
    ),
    "answer.unknown": Words(en="Unknown", ru="Неизвестно", be="Невядома"),
    "step.form": Words(en="Form", ru="Форма", be="Форма"),
    "step.signature": Words(en="Signature", ru="Подпись", be="Подпіс"),
    "step.key": Words(
        en="Key valid when logged", ru="Ключ действовал при внесении", be="Ключ дзейнічаў пры ўнясенні"
    ),
    "step.receipt": Words(en="Receipt of the log", ru="Квитанция журнала", be="Квітанцыя журнала"),
    "step.cosignature": Words(en="Cosignature of a witness", ru="Соподпись свидетеля", be="Суподпіс сведкі"),
    "step.kind": Words(en="Trusted for this kind", ru="Право на этот вид", be="Права на гэты від"),
    "step.status": Words(en="Status on the day", ru="Статус на день", be="Статус на дзень"),
}

PHRASES = Phrasebook(_FORM | SUCCESSION | CHANGES | _STEPS | _ANSWERS)

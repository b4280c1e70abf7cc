"""The words of the command line."""

from comity.basis.words import Phrasebook, Words
from comity.cli.log_phrases import LOG
from comity.cli.partner_phrases import PARTNERS
from comity.cli.trust_phrases import TRUST

_ERRORS = {
    "cli.no_home": Words(
        en="No node is named. Give its data folder: --home DIR, or COMITY_HOME.",
        ru="Узел не указан. Укажите его папку данных: --home DIR или COMITY_HOME.",
        be="Вузел не пазначаны. Пазначце яго папку даных: --home DIR або COMITY_HOME.",
    ),
    "cli.language": Words(
        en="There is no language {value} here. One of these is expected: {languages}.",
        ru="Языка {value} здесь нет. Нужен один из этих: {languages}.",
        be="Мовы {value} тут няма. Патрэбна адна з гэтых: {languages}.",
    ),
    "cli.day": Words(
        en="{path}: {value} is not a day. Write it as 2026-11-21.",
        ru="{path}: {value} — не дата. Напишите её так: 2026-11-21.",
        be="{path}: {value} — не дата. Напішыце яе так: 2026-11-21.",
    ),
    "cli.digest": Words(
        en="{path}: {value} is not a digest. Copy the 64 digits the proposal showed.",
        ru="{path}: {value} — не хеш. Скопируйте 64 знака, показанные при предложении.",
        be="{path}: {value} — не хэш. Скапіруйце 64 знакі, паказаныя пры прапанове.",
    ),
    "cli.reason_or_confirm": Words(
        en="Give either --reason (the first official proposes) or --confirm DIGEST (the second confirms).",
        ru="Укажите либо --reason (предлагает первое должностное лицо), либо --confirm DIGEST (подтверждает второе).",
        be="Пазначце альбо --reason (прапануе першая службовая асоба), альбо --confirm DIGEST (пацвярджае другая).",
    ),
    "cli.no_trust": Words(
        en="Nothing says whose keys count. Give --home DIR, or --trust FILE with --anchor KEYS.",
        ru="Не указано, чьим ключам доверять. Укажите --home DIR или --trust FILE вместе с --anchor KEYS.",
        be="Не пазначана, чыім ключам давяраць. Пазначце --home DIR або --trust FILE разам з --anchor KEYS.",
    ),
    "cli.no_anchor": Words(
        en="Nothing says who may sign the trust list. Give --anchor KEYS: the keys file of its signer.",
        ru="Не указано, кто вправе подписывать список доверия. Укажите --anchor KEYS: файл ключей подписавшего.",
        be="Не пазначана, хто мае права падпісваць спіс даверу. Пазначце --anchor KEYS: файл ключоў таго, хто падпісаў.",
    ),
    "cli.anchor_not_signer": Words(
        en="{path}: the trust list is not signed by all the keys given. Take the keys files of the nodes that signed it, "
        "or the list those keys signed.",
        ru="{path}: список доверия подписан не всеми этими ключами. Возьмите файлы ключей узлов, которые его подписали, "
        "или список, подписанный этими ключами.",
        be="{path}: спіс даверу падпісаны не ўсімі гэтымі ключамі. Вазьміце файлы ключоў вузлоў, якія яго падпісалі, "
        "або спіс, падпісаны гэтымі ключамі.",
    ),
    "cli.no_role": Words(
        en="{path}: say what this official may do. drafter: proposes decisions. approver: approves what another proposed. "
        "registrar: both, in different cases.",
        ru="{path}: укажите, что вправе делать это должностное лицо. drafter: предлагает решения. approver: утверждает "
        "предложенное другим. registrar: и то и другое, в разных делах.",
        be="{path}: пазначце, што мае права рабіць гэтая службовая асоба. drafter: прапануе рашэнні. approver: зацвярджае "
        "прапанаванае іншым. registrar: і тое і другое, у розных справах.",
    ),
    "cli.fingerprint": Words(
        en="The anchor in the keys file does not have the fingerprint “{given}”. Ask its owner to read it out over another channel, and give it as --fingerprint.",
        ru="У якорного ключа в файле не тот отпечаток: «{given}». Попросите владельца продиктовать его по другому каналу и укажите в --fingerprint.",
        be="У якарнага ключа ў файле не той адбітак: «{given}». Папрасіце ўладальніка прадыктаваць яго па іншым канале і пазначце ў --fingerprint.",
    ),
}

_DONE = {
    "cli.upgraded": Words(
        en="The tables are up to date now; taken: {steps}.",
        ru="Таблицы приведены к этой версии; выполнено: {steps}.",
        be="Табліцы прыведзены да гэтай версіі; выканана: {steps}.",
    ),
    "cli.up_to_date": Words(
        en="The tables are up to date; nothing had to be done.",
        ru="Таблицы соответствуют этой версии; делать ничего не пришлось.",
        be="Табліцы адпавядаюць гэтай версіі; рабіць нічога не давялося.",
    ),
    "cli.no_law": Words(
        en="{path}: no packs folder {given} is at hand. One of these is expected: {known}; or packs of your own: --pack-folder DIR.",
        ru="{path}: папки пакетов {given} здесь нет. Ожидается одно из: {known}; или свои пакеты: --pack-folder DIR.",
        be="{path}: папкі пакетаў {given} тут няма. Чакаецца адно з: {known}; або свае пакеты: --pack-folder DIR.",
    ),
    "cli.node_made": Words(
        en="Node {name} made in {home}; its log is {origin}, its keys are in {vault}. Next: comity official add, comity trust export.",
        ru="Узел {name} создан в {home}; его журнал — {origin}, ключи — в {vault}. Далее: comity official add, comity trust export.",
        be="Вузел {name} створаны ў {home}; яго журнал — {origin}, ключы — у {vault}. Далей: comity official add, comity trust export.",
    ),
    "cli.official_added": Words(
        en="{official} added as {role}.",
        ru="{official}: добавлено должностное лицо, роль {role}.",
        be="{official}: дададзена службовая асоба, роля {role}.",
    ),
    "cli.asked": Words(
        en="The request to cosign is in {path}. The peer answers it: comity register witness.",
        ru="Запрос на соподпись — в {path}. Другой узел отвечает на него: comity register witness.",
        be="Запыт на суподпіс — у {path}. Іншы вузел адказвае на яго: comity register witness.",
    ),
    "cli.nothing_to_ask": Words(
        en="Nothing to ask: the log is cosigned up to its last entry.",
        ru="Запрашивать нечего: журнал заверен до последней записи.",
        be="Запытваць няма чаго: журнал завераны да апошняга запісу.",
    ),
    "cli.database": Words(
        en="The register of {path} cannot be read or written now ({reason}). A step is stored whole or not at all: take it again. If this stays, see to the disk or restore the folder from a copy.",
        ru="Реестр узла {path} сейчас не читается или не записывается ({reason}). Шаг сохраняется целиком или никак: повторите его. Если это не проходит, проверьте диск или восстановите папку из копии.",
        be="Рэестр вузла {path} зараз не чытаецца або не запісваецца ({reason}). Крок захоўваецца цалкам або ніяк: паўтарыце яго. Калі гэта не праходзіць, праверце дыск або аднавіце папку з копіі.",
    ),
    "cli.asked_again": Words(
        en="The peer has seen another size; the request was made anew, for the log up to size {size}.",
        ru="Другой узел видел иной размер; запрос составлен заново для журнала, записей: {size}.",
        be="Іншы вузел бачыў іншы памер; запыт складзены нанова для журнала, запісаў: {size}.",
    ),
    "cli.witnessed": Words(
        en="Cosigned: log {origin}, entries: {size}.",
        ru="Заверено: журнал {origin}, записей: {size}.",
        be="Заверана: журнал {origin}, запісаў: {size}.",
    ),
    "cli.witness_refused": Words(
        en="Refused to cosign: log {origin}, entries: {size}.",
        ru="Отказано в соподписи: журнал {origin}, записей: {size}.",
        be="Адмоўлена ў суподпісе: журнал {origin}, запісаў: {size}.",
    ),
    "cli.inbox_empty": Words(
        en="The inbox is empty.",
        ru="Входящих сообщений нет.",
        be="Уваходных паведамленняў няма.",
    ),
    "cli.no_answer": Words(
        en="The peer has not answered since: no answer is in the inbox. It answers by comity register witness there.",
        ru="Новых ответов другого узла нет. Он отвечает, когда там выполнят comity register witness.",
        be="Новых адказаў іншага вузла няма. Ён адказвае, калі там выканаюць comity register witness.",
    ),
    "cli.sealed_by": Words(
        en="{witness} has cosigned the log, entries: {size}. The credentials up to there are complete.",
        ru="{witness}: журнал заверен, записей: {size}. Удостоверения до этого места полны.",
        be="{witness}: журнал завераны, запісаў: {size}. Пасведчанні да гэтага месца поўныя.",
    ),
    "cli.status_signed": Words(
        en="The status list is signed: {file}, {bytes} bytes.",
        ru="Список статусов подписан: {file}, {bytes} байт.",
        be="Спіс статусаў падпісаны: {file}, {bytes} байт.",
    ),
    "cli.status_kept": Words(
        en="The status list {uri} of {at} is kept.",
        ru="Список статусов {uri} от {at} принят.",
        be="Спіс статусаў {uri} ад {at} прыняты.",
    ),
    "cli.bundled": Words(
        en="The bundle is in {file}, {bytes} bytes. Status lists: {statuses}, logs: {checkpoints}.",
        ru="Офлайн-набор — в {file}, {bytes} байт. Списков статусов: {statuses}, журналов: {checkpoints}.",
        be="Афлайн-набор — у {file}, {bytes} байт. Спісаў статусаў: {statuses}, журналаў: {checkpoints}.",
    ),
    "cli.bundle_or_files": Words(
        en="{path}: a bundle holds the trust list and the status lists. Leave out --trust and --status, or the bundle.",
        ru="{path}: в наборе уже есть список доверия и списки статусов. Уберите --trust и --status или сам набор.",
        be="{path}: у наборы ўжо ёсць спіс даверу і спісы статусаў. Прыбярыце --trust і --status або сам набор.",
    ),
    "cli.bundle_title": Words(
        en="The bundle, made {made_at} by its own word",
        ru="Офлайн-набор; составлен, по его словам, {made_at}",
        be="Афлайн-набор; складзены, паводле яго слоў, {made_at}",
    ),
    "cli.bundle_trust": Words(
        en="Trust list {domain}, version {version}",
        ru="Список доверия {domain}, версия {version}",
        be="Спіс даверу {domain}, версія {version}",
    ),
    "cli.bundle_until": Words(en="good until {until}", ru="действует до {until}", be="дзейнічае да {until}"),
    "cli.bundle_status": Words(en="Status list {uri}", ru="Список статусов {uri}", be="Спіс статусаў {uri}"),
    "cli.bundle_fresh": Words(
        en="of {as_of}, fresh until {until}",
        ru="от {as_of}, свеж до {until}",
        be="ад {as_of}, свежы да {until}",
    ),
    "cli.bundle_stale": Words(
        en="of {as_of}, too old since {until}",
        ru="от {as_of}, устарел {until}",
        be="ад {as_of}, састарэў {until}",
    ),
    "cli.bundle_log": Words(en="Log {origin}", ru="Журнал {origin}", be="Журнал {origin}"),
    "cli.bundle_size": Words(en="entries: {size}", ru="записей: {size}", be="запісаў: {size}"),
    "cli.bundle_refused": Words(
        en="Status list passed over", ru="Список статусов не принят", be="Спіс статусаў не прыняты"
    ),
    "cli.withdrawal_proposed": Words(
        en="The withdrawal of act {act} is proposed in case {case}. Another official confirms it: --confirm {digest}",
        ru="Отзыв акта {act} предложен в деле {case}. Подтверждает другое должностное лицо: --confirm {digest}",
        be="Адкліканне акта {act} прапанавана ў справе {case}. Пацвярджае іншая службовая асоба: --confirm {digest}",
    ),
    "cli.withdrawal_done": Words(
        en="Act {act} is withdrawn by act {by}. Publish the status list: comity register status.",
        ru="Акт {act} отозван актом {by}. Опубликуйте список статусов: comity register status.",
        be="Акт {act} адкліканы актам {by}. Апублікуйце спіс статусаў: comity register status.",
    ),
    "cli.suspension_proposed": Words(
        en="The suspension of act {act} is proposed in case {case}. Another official confirms it: --confirm {digest}",
        ru="Приостановление акта {act} предложено в деле {case}. Подтверждает другое должностное лицо: --confirm {digest}",
        be="Прыпыненне акта {act} прапанавана ў справе {case}. Пацвярджае іншая службовая асоба: --confirm {digest}",
    ),
    "cli.suspension_done": Words(
        en="Act {act} is suspended by act {by}. Publish the status list: comity register status.",
        ru="Действие акта {act} приостановлено актом {by}. Опубликуйте список статусов: comity register status.",
        be="Дзеянне акта {act} прыпынена актам {by}. Апублікуйце спіс статусаў: comity register status.",
    ),
    "cli.resumption_proposed": Words(
        en="The resumption of act {act} is proposed in case {case}. Another official confirms it: --confirm {digest}",
        ru="Возобновление акта {act} предложено в деле {case}. Подтверждает другое должностное лицо: --confirm {digest}",
        be="Аднаўленне акта {act} прапанавана ў справе {case}. Пацвярджае іншая службовая асоба: --confirm {digest}",
    ),
    "cli.resumption_done": Words(
        en="Act {act} holds again by act {by}. Publish the status list: comity register status.",
        ru="Действие акта {act} возобновлено актом {by}. Опубликуйте список статусов: comity register status.",
        be="Дзеянне акта {act} адноўлена актам {by}. Апублікуйце спіс статусаў: comity register status.",
    ),
    "cli.sealed": Words(
        en="Issued and cosigned by {witnesses}",
        ru="Выдан, соподпись: {witnesses}",
        be="Выдадзены, суподпіс: {witnesses}",
    ),
    "cli.pending": Words(
        en="Issued, not cosigned yet",
        ru="Выдан, соподписи ещё нет",
        be="Выдадзены, суподпісу яшчэ няма",
    ),
}

_SERVE = {
    "cli.serving": Words(
        en="{name} answers at {url}. Ctrl-C ends it.",
        ru="{name} отвечает по адресу {url}. Завершить: Ctrl-C.",
        be="{name} адказвае па адрасе {url}. Завяршыць: Ctrl-C.",
    ),
    "cli.facts_of": Words(
        en="Act {act}: what {issuer} gave. It opens the digests in the act, and is not kept here.",
        ru="Акт {act}: данные, переданные узлом {issuer}. Они соответствуют хешам в акте и здесь не хранятся.",
        be="Акт {act}: даныя, перададзеныя вузлом {issuer}. Яны адпавядаюць хэшам у акце і тут не захоўваюцца.",
    ),
    "cli.cannot_listen": Words(
        en="Nothing can listen on {host}:{port}: another program does, or it is no address of this machine. Give another {path}.",
        ru="Занять {host}:{port} нельзя: там отвечает другая программа, или это адрес не этой машины. Укажите другой {path}.",
        be="Заняць {host}:{port} нельга: там адказвае іншая праграма, або гэта адрас не гэтай машыны. Пазначце іншы {path}.",
    ),
}

_HEADINGS = {
    "cli.verify_title": Words(en="Checked offline", ru="Проверено без сети", be="Праверана без сеткі"),
    "cli.states": Words(en="The act states", ru="Акт гласит", be="Акт гаворыць"),
    "cli.claims": Words(
        en="What it claims (do not rely on it)",
        ru="Что в нём утверждается (полагаться нельзя)",
        be="Што ў ім сцвярджаецца (спадзявацца нельга)",
    ),
    "cli.step": Words(en="Step", ru="Шаг", be="Крок"),
    "cli.outcome": Words(en="Outcome", ru="Итог", be="Вынік"),
    "cli.reason": Words(en="Why", ru="Почему", be="Чаму"),
    "cli.evidence_title": Words(
        en="The two checkpoints", ru="Две контрольные точки", be="Дзве кантрольныя кропкі"
    ),
    "cli.evidence_log": Words(en="Log", ru="Журнал", be="Журнал"),
    "cli.evidence_entries": Words(en="Entries", ru="Записей", be="Запісаў"),
    "cli.evidence_root": Words(en="Root", ru="Корень", be="Корань"),
    "cli.evidence_seen_by": Words(en="Cosigned by", ru="Соподписано", be="Суподпісана"),
    "cli.passed": Words(en="passed", ru="пройден", be="пройдзены"),
    "cli.failed": Words(en="failed", ru="не пройден", be="не пройдзены"),
    "cli.unknown": Words(en="unknown", ru="неизвестно", be="невядома"),
    "cli.skipped": Words(en="skipped", ru="пропущен", be="прапушчаны"),
    "cli.act": Words(en="Act", ru="Акт", be="Акт"),
    "cli.case": Words(en="Case", ru="Дело", be="Справа"),
    "cli.number": Words(en="Entry in the log", ru="Запись в журнале", be="Запіс у журнале"),
    "cli.kind": Words(en="Kind", ru="Вид", be="Від"),
    "cli.kinds": Words(en="For", ru="Для чего", be="Для чаго"),
    "cli.issuer": Words(en="Issued by", ru="Кем выдан", be="Кім выдадзены"),
    "cli.issued_at": Words(en="Issued at", ru="Когда выдан", be="Калі выдадзены"),
    "cli.valid_from": Words(en="Valid from", ru="Действует с", be="Дзейнічае з"),
    "cli.valid_until": Words(en="Valid until", ru="Действует по", be="Дзейнічае па"),
    "cli.officials": Words(
        en="Officials who decided",
        ru="Должностных лиц, принявших решение",
        be="Службовых асоб, якія прынялі рашэнне",
    ),
    "cli.rule": Words(en="Rule and day", ru="Правило и день", be="Правіла і дзень"),
    "cli.official": Words(en="Official", ru="Должностное лицо", be="Службовая асоба"),
    "cli.role": Words(en="Role", ru="Роль", be="Роля"),
    "cli.key": Words(en="Key", ru="Ключ", be="Ключ"),
    "cli.algorithm_number": Words(en="COSE number", ru="Номер COSE", be="Нумар COSE"),
    "cli.algorithm_name": Words(en="Algorithm", ru="Алгоритм", be="Алгарытм"),
    "cli.algorithm_bytes": Words(en="Bytes of a key", ru="Байт в ключе", be="Байтаў у ключы"),
    "cli.algorithm_from": Words(en="From", ru="Откуда", be="Адкуль"),
    "cli.algorithm_built_in": Words(en="built in", ru="встроен", be="убудаваны"),
    "cli.algorithm_refused": Words(en="refused", ru="не принят", be="не прыняты"),
    "cli.holder": Words(en="Holder", ru="Владелец", be="Уладальнік"),
    "cli.since": Words(en="Since", ru="С какого времени", be="З якога часу"),
    "cli.fingerprint_heading": Words(en="Fingerprint", ru="Отпечаток", be="Адбітак"),
}

_FIELDS = {
    "cli.field_product": Words(en="product", ru="продукция", be="прадукцыя"),
    "cli.field_code": Words(en="code", ru="код", be="код"),
    "cli.field_name": Words(en="name", ru="наименование", be="найменне"),
    "cli.field_model": Words(en="model", ru="модель", be="мадэль"),
    "cli.field_holder": Words(en="holder", ru="держатель", be="трымальнік"),
    "cli.field_decision": Words(en="decision", ru="решение", be="рашэнне"),
    "cli.field_purpose": Words(en="wanted for", ru="для чего", be="для чаго"),
    "cli.field_filed": Words(en="filed", ru="подано", be="пададзена"),
    "cli.field_days": Words(en="day", ru="день", be="дзень"),
    "cli.field_on": Words(en="by the law of", ru="по праву на", be="па праве на"),
    "cli.field_score": Words(en="score", ru="набрано", be="набрана"),
    "cli.field_least": Words(en="needed", ru="необходимо", be="неабходна"),
    "cli.field_shortfall": Words(en="shortfall", ru="недостаёт", be="не хапае"),
    "cli.field_lacks": Words(en="lacking", ru="сколько", be="колькі"),
    "cli.field_unmet": Words(en="condition not met", ru="невыполненное условие", be="нявыкананая ўмова"),
    "cli.field_relies_on": Words(
        en="relies on an act for", ru="опирается на акт по строке", be="абапіраецца на акт па радку"
    ),
    "cli.field_example": Words(en="invented example", ru="вымышленный пример", be="выдуманы прыклад"),
    "cli.field_state": Words(
        en="state where it is made", ru="государство изготовления", be="дзяржава вырабу"
    ),
    "cli.field_examined": Words(en="examined on", ru="дата экспертизы", be="дата экспертызы"),
    "cli.field_findings": Words(en="finding", ru="вывод", be="выснова"),
    "cli.field_reason": Words(en="reason", ru="причина", be="прычына"),
    "cli.field_act": Words(en="act", ru="акт", be="акт"),
}

_LAW = {
    "cli.compare_kinds": Words(
        en="{path} is one rule, the other name is not. Give two rules, or two packs or states.",
        ru="{path} — одно правило, а другое имя — нет. Укажите два правила либо два пакета или государства.",
        be="{path} — адно правіла, а другое імя — не. Пазначце два правілы альбо два пакеты або дзяржавы.",
    ),
    "cli.compare_case": Words(en="Case", ru="Случай", be="Выпадак"),
    "cli.compare_any": Words(en="any case", ru="любой случай", be="любы выпадак"),
    "cli.compare_unknown": Words(en="no such value", ru="нет такого значения", be="няма такога значэння"),
    "cli.compare_gap": Words(en="no answer in the law", ru="в праве нет ответа", be="у праве няма адказу"),
    "cli.compare_cells": Words(
        en="Lines that differ: {count}. Compared in full, cells: {cells}.",
        ru="Различающихся строк: {count}. Сравнено полностью, ячеек: {cells}.",
        be="Радкоў з адрозненнямі: {count}. Параўнана цалкам, ячэек: {cells}.",
    ),
    "cli.compare_partly": Words(
        en="Too many cells to walk them all: {cells} were compared, spread over the facts; differing lines among them: {count}. "
        "Compare the rules this one rests on.",
        ru="Ячеек слишком много, чтобы обойти все: сравнено {cells}, с разбросом по фактам; строк с различиями среди них: {count}. "
        "Сравните правила, на которые опирается это.",
        be="Ячэек занадта шмат, каб абысці ўсе: параўнана {cells}, з роскідам па фактах; радкоў з адрозненнямі сярод іх: {count}. "
        "Параўнайце правілы, на якія абапіраецца гэтае.",
    ),
    "cli.compare_not_shown": Words(
        en="Lines not shown: {count}. --json has them all.",
        ru="Не показано строк: {count}. Все они есть в --json.",
        be="Не паказана радкоў: {count}. Усе яны ёсць у --json.",
    ),
    "cli.compare_units": Words(
        en="The units differ: {left} and {right}.",
        ru="Единицы разные: {left} и {right}.",
        be="Адзінкі розныя: {left} і {right}.",
    ),
    "cli.compare_alone": Words(
        en="Only {side} asks for: {names}.",
        ru="Только {side} спрашивает: {names}.",
        be="Толькі {side} пытае: {names}.",
    ),
    "cli.compare_strange": Words(
        en="Only {side} takes these values of {name}: {values}.",
        ru="Только {side} принимает такие значения {name}: {values}.",
        be="Толькі {side} прымае такія значэнні {name}: {values}.",
    ),
    "cli.compare_sampled": Words(
        en="A formula works with {names}: compared at the values shown, not between them.",
        ru="С {names} считает формула: сравнено при показанных значениях, но не между ними.",
        be="З {names} лічыць формула: параўнана пры паказаных значэннях, але не паміж імі.",
    ),
    "cli.compare_same": Words(
        en="The same answers in every cell: {names}.",
        ru="Одинаковые ответы во всех ячейках: {names}.",
        be="Аднолькавыя адказы ва ўсіх ячэйках: {names}.",
    ),
    "cli.compare_only": Words(
        en="Only in {side}, rules: {count} ({names}).",
        ru="Только в {side}, правил: {count} ({names}).",
        be="Толькі ў {side}, правіл: {count} ({names}).",
    ),
    "cli.compare_skipped": Words(
        en="Not compared: {name}. {reason}",
        ru="Не сравнено: {name}. {reason}",
        be="Не параўнана: {name}. {reason}",
    ),
    "cli.diff_which": Words(
        en="Give two days (--from DAY --to DAY), or two versions (OLD NEW), files or folders.",
        ru="Укажите два дня (--from DAY --to DAY) либо две версии (OLD NEW), файлы или папки.",
        be="Пазначце два дні (--from DAY --to DAY) альбо дзве версіі (OLD NEW), файлы або папкі.",
    ),
    "cli.diff_added": Words(
        en="New rules: {count}.", ru="Новых правил: {count}.", be="Новых правіл: {count}."
    ),
    "cli.diff_gone": Words(
        en="Rules no longer in force: {count}.",
        ru="Правил больше не действует: {count}.",
        be="Правіл больш не дзейнічае: {count}.",
    ),
    "cli.diff_recited": Words(
        en="The same text, cited otherwise: {name}: {old} → {new}.",
        ru="Тот же текст, иначе процитирован: {name}: {old} → {new}.",
        be="Той жа тэкст, інакш працытаваны: {name}: {old} → {new}.",
    ),
    "cli.diff_following": Words(
        en="Rules that rest on these and may answer otherwise: {count} ({names}).",
        ru="Опираются на них и могут отвечать иначе, правил: {count} ({names}).",
        be="Абапіраюцца на іх і могуць адказваць інакш, правіл: {count} ({names}).",
    ),
    "cli.diff_elsewhen": Words(
        en="Changed for other days, not for {day}: {names}.",
        ru="Изменены для других дней, не для {day}: {names}.",
        be="Зменены для іншых дзён, не для {day}: {names}.",
    ),
    "cli.diff_summary": Words(
        en="Rules changed: {changed}, new: {added}, gone: {gone}.",
        ru="Правил изменено: {changed}, новых: {added}, утратило силу: {gone}.",
        be="Правіл зменена: {changed}, новых: {added}, страціла сілу: {gone}.",
    ),
    "cli.ask_question": Words(en="Question", ru="Вопрос", be="Пытанне"),
    "cli.ask_name": Words(en="Fact", ru="Факт", be="Факт"),
    "cli.ask_expected": Words(en="Answers", ru="Ответы", be="Адказы"),
    "cli.ask_settles": Words(en="Settles", ru="Решают", be="Вырашаюць"),
    "cli.ask_of": Words(en="{settled} of {tried}", ru="{settled} из {tried}", be="{settled} з {tried}"),
    "cli.ask_first": Words(
        en="Ask {name} first: {tried} of its {classes} different answers were tried, and the value is settled at once by {settled}.",
        ru="Сначала спросите {name}: испытано разных ответов {tried} из {classes}, сразу решают значение {settled}.",
        be="Спачатку спытайце {name}: выпрабавана розных адказаў {tried} з {classes}, адразу вырашаюць значэнне {settled}.",
    ),
    "cli.ask_first_none": Words(
        en="Ask {name} first: no single answer settles the value yet, and its answers ({tried} of {classes} tried) leave the "
        "fewest facts missing, {left} on average.",
        ru="Сначала спросите {name}: ни один ответ ещё не решает значения, а его ответы (испытано {tried} из {classes}) оставляют "
        "меньше всего вопросов, в среднем {left}.",
        be="Спачатку спытайце {name}: ніводны адказ яшчэ не вырашае значэння, а яго адказы (выпрабавана {tried} з {classes}) пакідаюць "
        "менш за ўсё пытанняў, у сярэднім {left}.",
    ),
    "cli.ask_not_shown": Words(
        en="Questions not shown: {count}. --json has them all.",
        ru="Не показано вопросов: {count}. Все они есть в --json.",
        be="Не паказана пытанняў: {count}. Усе яны ёсць у --json.",
    ),
    "cli.ask_spare": Words(
        en="Whatever they are, these change nothing: {names}.",
        ru="Какими бы они ни были, ничего не меняют: {names}.",
        be="Якімі б яны ні былі, нічога не мяняюць: {names}.",
    ),
}

_FLEET = {
    "cli.dmn_untold": Words(en="Not told: {names}.", ru="Не указано: {names}.", be="Не пазначана: {names}."),
    "cli.dmn_decision": Words(
        en="The model has no decision or service named {path}. Nearest: {expected}.",
        ru="В модели нет решения или сервиса с именем {path}. Ближайшие: {expected}.",
        be="У мадэлі няма рашэння або сэрвісу з імем {path}. Найбліжэйшыя: {expected}.",
    ),
    "cli.state_which": Words(
        en="{path}: several states have a tariff. Name one of: {expected}.",
        ru="{path}: тариф есть у нескольких государств. Укажите одно из: {expected}.",
        be="{path}: тарыф ёсць у некалькіх дзяржаў. Пазначце адну з: {expected}.",
    ),
    "cli.fleet_bar": Words(
        en="{rows} rows, {rate} a second",
        ru="строк: {rows}, в секунду: {rate}",
        be="радкоў: {rows}, у секунду: {rate}",
    ),
    "cli.fleet_refused": Words(
        en="Refused, by reason", ru="Отказано, по причинам", be="Адмоўлена, па прычынах"
    ),
    "cli.fleet_reason": Words(en="Reason", ru="Причина", be="Прычына"),
    "cli.fleet_rows": Words(en="Rows", ru="Строки", be="Радкі"),
    "cli.fleet_first": Words(en="The first of them", ru="Первая из них", be="Першы з іх"),
    "cli.fleet_row": Words(en="row {row}: {words}", ru="строка {row}: {words}", be="радок {row}: {words}"),
    "cli.fleet_priced": Words(
        en="Premiums on {day}: {priced} of {rows} rows, {sum} in all",
        ru="Премии на {day}: строк {priced} из {rows}, всего {sum}",
        be="Прэміі на {day}: радкоў {priced} з {rows}, усяго {sum}",
    ),
    "cli.fleet_doubts": Words(
        en="The rows checked rest on unconfirmed (C): {rules}.",
        ru="Проверенные строки опираются на неподтверждённое (C): {rules}.",
        be="Правераныя радкі абапіраюцца на непацверджанае (C): {rules}.",
    ),
    "cli.fleet_done": Words(
        en="Written to {out} in {seconds} s; rows computed again alone, all equal: {checked}.",
        ru="Записано в {out} за {seconds} с; отдельно пересчитано строк: {checked}, все совпали.",
        be="Запісана ў {out} за {seconds} с; асобна пералічана радкоў: {checked}, усе супалі.",
    ),
    "cli.fleet_already": Words(
        en="{out} holds this very answer already; nothing was computed.",
        ru="В {out} уже лежит именно этот ответ; ничего не пересчитано.",
        be="У {out} ужо ляжыць менавіта гэты адказ; нічога не пералічана.",
    ),
}

PHRASES = Phrasebook(_ERRORS | _DONE | _HEADINGS | _FIELDS | _LAW | _FLEET | LOG | PARTNERS | TRUST | _SERVE)

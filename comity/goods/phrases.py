"""The words of goods: faults of applications, decisions, reasons and answers; and those of the sheets."""

from comity.basis.words import Phrasebook, Words
from comity.goods import partner_phrases, sheet_phrases

PHRASES = (
    sheet_phrases.PHRASES
    | partner_phrases.PHRASES
    | Phrasebook(
        {
            "goods.field.unknown": Words(
                en="{path}: there is no field '{value}' here. Fields: {expected}.",
                ru="{path}: поля '{value}' здесь нет. Поля: {expected}.",
                be="{path}: поля '{value}' тут няма. Палі: {expected}.",
            ),
            "goods.field.not_a_list": Words(
                en="{path}: a list of at most {expected} lines is expected.",
                ru="{path}: ожидается список не более чем из {expected} строк.",
                be="{path}: чакаецца спіс не больш чым з {expected} радкоў.",
            ),
            "goods.field.not_a_mapping": Words(
                en="{path}: '{value}' stands where fields with names are expected.",
                ru="{path}: '{value}' стоит там, где ожидаются поля с именами.",
                be="{path}: '{value}' стаіць там, дзе чакаюцца палі з імёнамі.",
            ),
            "goods.field.not_a_text": Words(
                en="{path}: '{value}' stands where one value is expected.",
                ru="{path}: '{value}' стоит там, где ожидается одно значение.",
                be="{path}: '{value}' стаіць там, дзе чакаецца адно значэнне.",
            ),
            "goods.field.empty": Words(
                en="{path}: the field is empty; fill it in or leave the whole field out.",
                ru="{path}: поле пустое; заполните его или уберите совсем.",
                be="{path}: поле пустое; запоўніце яго або прыбярыце зусім.",
            ),
            "goods.field.needed": Words(
                en="{path}: this field is needed; fill it in.",
                ru="{path}: это поле обязательно; заполните его.",
                be="{path}: гэта поле абавязковае; запоўніце яго.",
            ),
            "goods.field.not_a_truth": Words(
                en="{path}: '{value}' is neither yes nor no; write one of: {expected}.",
                ru="{path}: '{value}' не yes (да) и не no (нет); пишите одно из: {expected}.",
                be="{path}: '{value}' не yes (так) і не no (не); пішыце адно з: {expected}.",
            ),
            "goods.unlisted.refused": Words(
                en="{path}: '{value}' cannot be said of all other lines at once; write one of: {expected}, or leave it out.",
                ru="{path}: '{value}' нельзя указать сразу для всех остальных строк; пишите одно из: {expected} или уберите поле.",
                be="{path}: '{value}' нельга пазначыць адразу для ўсіх астатніх радкоў; пішыце адно з: {expected} або прыбярыце поле.",
            ),
            "goods.field.not_a_day": Words(
                en="{path}: '{value}' is not a day; write it as 2026-11-16.",
                ru="{path}: '{value}' не дата; пишите как 2026-11-16.",
                be="{path}: '{value}' не дата; пішыце як 2026-11-16.",
            ),
            "goods.field.not_a_state": Words(
                en="{path}: '{value}' is not a state; write its two small Latin letters (ISO 3166).",
                ru="{path}: '{value}' не код государства; пишите две строчные латинские буквы (ISO 3166).",
                be="{path}: '{value}' не код дзяржавы; пішыце дзве малыя лацінскія літары (ISO 3166).",
            ),
            "goods.filed.outside": Words(
                en="{path}: the law loaded for this product does not cover {value}; it covers {expected}.",
                ru="{path}: право, загруженное для этого изделия, не охватывает {value}; оно охватывает {expected}.",
                be="{path}: права, загружанае для гэтага вырабу, не ахоплівае {value}; яно ахоплівае {expected}.",
            ),
            "goods.line.twice": Words(
                en="{path}: the operation '{value}' already stands at {other}; several parts of one kind are credited once.",
                ru="{path}: операция '{value}' уже указана в {other}; несколько частей одного вида засчитываются один раз.",
                be="{path}: аперацыя '{value}' ужо пазначана ў {other}; некалькі частак аднаго віду залічваюцца адзін раз.",
            ),
            "goods.line.not_asked": Words(
                en="{path}: this operation is not asked for '{value}'. It is asked for: {expected}.",
                ru="{path}: у этой операции не спрашивается '{value}'. Спрашивается: {expected}.",
                be="{path}: у гэтай аперацыі не пытаецца '{value}'. Пытаецца: {expected}.",
            ),
            "goods.operation.unknown": Words(
                en="{path}: the sheet has no operation '{value}'. Nearest: {expected}. 'comity goods sheet' lists them all.",
                ru="{path}: в перечне нет операции '{value}'. Ближайшие: {expected}. Все: 'comity goods sheet'.",
                be="{path}: у пераліку няма аперацыі '{value}'. Найбліжэйшыя: {expected}. Усе: 'comity goods sheet'.",
            ),
            "goods.document.ended": Words(
                en="{path}: the document ended on {value}, before the filing day {expected}; it must be in force when filed.",
                ru="{path}: документ действовал до {value}, раньше дня подачи {expected}; при подаче он должен действовать.",
                be="{path}: дакумент дзейнічаў да {value}, раней за дзень падачы {expected}; пры падачы ён павінен дзейнічаць.",
            ),
            "goods.document.later": Words(
                en="{path}: the document was issued on {value}, after the filing day {expected}.",
                ru="{path}: документ выдан {value}, позже дня подачи {expected}.",
                be="{path}: дакумент выдадзены {value}, пазней за дзень падачы {expected}.",
            ),
            "goods.lookalike": Words(
                en="{path}: '{value}' holds the letter '{letter}' ({point}) at place {place}; it looks right, but only Latin "
                "letters, digits and dots are taken. Type it anew with a Latin keyboard.",
                ru="{path}: в '{value}' на месте {place} стоит знак '{letter}' ({point}); он похож на нужный, но принимаются "
                "только латинские буквы, цифры и точки. Наберите заново в латинской раскладке.",
                be="{path}: у '{value}' на месцы {place} стаіць знак '{letter}' ({point}); ён падобны да патрэбнага, але "
                "прымаюцца толькі лацінскія літары, лічбы і кропкі. Набярыце нанова ў лацінскай раскладцы.",
            ),
            "goods.code.form": Words(
                en="{path}: '{value}' is not a product code; write digits and dots, as 12.34.56.789.",
                ru="{path}: '{value}' не код продукции; пишите цифры и точки, как 12.34.56.789.",
                be="{path}: '{value}' не код прадукцыі; пішыце лічбы і кропкі, як 12.34.56.789.",
            ),
            "goods.code.short": Words(
                en="{path}: '{value}' is not a complete product code; write all digits, as {expected}, or 'none' for a part "
                "without a code. The exclusion list goes by complete codes.",
                ru="{path}: '{value}' не полный код; пишите все цифры, как {expected}, или 'none' для части без кода. "
                "Перечень исключений составлен по полным кодам.",
                be="{path}: '{value}' не поўны код; пішыце ўсе лічбы, як {expected}, або 'none' для часткі без кода. "
                "Пералік выключэнняў складзены па поўных кодах.",
            ),
            "goods.code.not_covered": Words(
                en="{path}: no loaded sheet covers {value}, nor any code above it. Loaded: {expected}. A product without a "
                "sheet may be entered on a certificate of origin instead.",
                ru="{path}: ни один загруженный перечень не охватывает {value} и коды выше. Загружены: {expected}. Изделие без "
                "перечня можно включить по сертификату о происхождении.",
                be="{path}: ніводзін загружаны пералік не ахоплівае {value} і коды вышэй. Загружаны: {expected}. Выраб без "
                "пераліку можна ўключыць па сертыфікаце аб паходжанні.",
            ),
            "goods.code.ambiguous": Words(
                en="{path}: more than one sheet covers {value}: {expected}. Name one in the field 'sheet'.",
                ru="{path}: код {value} охватывают несколько перечней: {expected}. Укажите один в поле 'sheet'.",
                be="{path}: код {value} ахопліваюць некалькі пералікаў: {expected}. Пазначце адзін у полі 'sheet'.",
            ),
            "goods.code.only_named": Words(
                en="{path}: of code {expected} the sheet covers only the products named in it; if {value} is one of them, "
                "write 'named: yes'.",
                ru="{path}: по коду {expected} перечень охватывает только названные в нём изделия; если {value} среди них, "
                "пишите 'named: yes'.",
                be="{path}: па коду {expected} пералік ахоплівае толькі названыя ў ім вырабы; калі {value} сярод іх, "
                "пішыце 'named: yes'.",
            ),
            "goods.expert.other_state": Words(
                en="{path}: a chamber certifies what is made in its own state, '{expected}', not in '{value}'.",
                ru="{path}: палата подтверждает изготовление в своём государстве, '{expected}', а не в '{value}'.",
                be="{path}: палата пацвярджае выраб у сваёй дзяржаве, '{expected}', а не ў '{value}'.",
            ),
            "goods.proof.not_valid": Words(
                en="{path}: the act of the other state cannot be relied on: {value} ({reason}). 'comity register verify' shows "
                "each step; ask its holder for a current one.",
                ru="{path}: на акт другого государства нельзя опереться: {value} ({reason}). Шаги показывает "
                "'comity register verify'; запросите у держателя действующий.",
                be="{path}: на акт іншай дзяржавы нельга абаперціся: {value} ({reason}). Крокі паказвае "
                "'comity register verify'; запытайце ў трымальніка дзейны.",
            ),
            "goods.proof.no_credential": Words(
                en="{path}: '{value}' is not the text of an act, which begins with '{expected}', nor the name of a file beside "
                "the application that holds it.",
                ru="{path}: '{value}' не текст акта, который начинается с '{expected}', и не имя файла рядом с заявлением, в "
                "котором он есть.",
                be="{path}: '{value}' не тэкст акта, які пачынаецца з '{expected}', і не імя файла побач з заявай, у якім ён ёсць.",
            ),
            "goods.proof.not_an_act": Words(
                en="{path}: the line names an act of the other state, yet calls its proof '{value}'; write '{expected}'.",
                ru="{path}: строка ссылается на акт другого государства, но называет документ '{value}'; пишите '{expected}'.",
                be="{path}: радок спасылаецца на акт іншай дзяржавы, але называе дакумент '{value}'; пішыце '{expected}'.",
            ),
            "goods.proof.other_kind": Words(
                en="{path}: the act is of kind '{value}'; a proof of origin is of kind '{expected}'.",
                ru="{path}: акт вида '{value}'; документ о происхождении имеет вид '{expected}'.",
                be="{path}: акт віду '{value}'; дакумент аб паходжанні мае від '{expected}'.",
            ),
            "goods.proof.other_state": Words(
                en="{path}: the act proves origin in '{value}', the line says '{expected}'.",
                ru="{path}: акт подтверждает происхождение из '{value}', а в строке указано '{expected}'.",
                be="{path}: акт пацвярджае паходжанне з '{value}', а ў радку пазначана '{expected}'.",
            ),
            "goods.proof.other_product": Words(
                en="{path}: the act is about product code '{value}'; this line is about code {expected}.",
                ru="{path}: акт касается кода '{value}'; эта строка касается кода {expected}.",
                be="{path}: акт тычыцца кода '{value}'; гэты радок тычыцца кода {expected}.",
            ),
            "goods.form.unknown": Words(
                en="{path}: '{value}' is not a form this system takes; expected one of: {expected}.",
                ru="{path}: форма '{value}' здесь не принимается; ожидается одна из: {expected}.",
                be="{path}: форма '{value}' тут не прымаецца; чакаецца адна з: {expected}.",
            ),
            "goods.filed.future": Words(
                en="{path}: {value} is later than today, {expected}; file on the day itself.",
                ru="{path}: {value} позже сегодняшнего дня, {expected}; подавайте в сам день.",
                be="{path}: {value} пазней за сённяшні дзень, {expected}; падавайце ў сам дзень.",
            ),
            "goods.case.other_system": Words(
                en="{path}: the case belongs to '{value}', not to '{expected}'.",
                ru="{path}: дело относится к '{value}', а не к '{expected}'.",
                be="{path}: справа адносіцца да '{value}', а не да '{expected}'.",
            ),
            "goods.case.undetermined": Words(
                en="Case {case}: the law leaves it undetermined, so there is nothing to decide yet. Missing: {missing}. "
                "'comity goods assess' tells what each of them would change.",
                ru="Дело {case}: право оставляет его неопределённым, решать пока нечего. Не хватает: {missing}. "
                "'comity goods assess' покажет, что изменит каждое.",
                be="Справа {case}: права пакідае яе нявызначанай, вырашаць пакуль няма чаго. Не хапае: {missing}. "
                "'comity goods assess' пакажа, што зменіць кожнае.",
            ),
            "goods.counts.no_rule": Words(
                en="undetermined: no rule of {state} is loaded that says what it counts for there",
                ru="не определено: не загружено правило ({state}), по которому это засчитывается там",
                be="не вызначана: не загружана правіла ({state}), па якім гэта залічваецца там",
            ),
            "goods.counts.no_rule_for_kind": Words(
                en="undetermined: the loaded rules of {state} do not speak of acts of this kind",
                ru="не определено: загруженные правила ({state}) не говорят об актах этого вида",
                be="не вызначана: загружаныя правілы ({state}) не гавораць пра акты гэтага віду",
            ),
            "goods.counts.as": Words(
                en="counts with the rank of origin '{rank}' by the rules of {state}",
                ru="засчитывается с рангом происхождения '{rank}' по правилам ({state})",
                be="залічваецца з рангам паходжання '{rank}' па правілах ({state})",
            ),
            "goods.counts.depends": Words(
                en="depends on the application it is used in, by the rules of {state}: {rank}; not said yet: {missing}",
                ru="зависит от заявления, в котором применяется, по правилам ({state}): {rank}; ещё не указано: {missing}",
                be="залежыць ад заявы, у якой прымяняецца, па правілах ({state}): {rank}; яшчэ не пазначана: {missing}",
            ),
            "goods.decision.confirmed": Words(en="confirmed", ru="подтверждено", be="пацверджана"),
            "goods.decision.not_confirmed": Words(
                en="not confirmed", ru="не подтверждено", be="не пацверджана"
            ),
            "goods.decision.undetermined": Words(en="undetermined", ru="не определено", be="не вызначана"),
            "goods.unit.points": Words(en="points", ru="баллов", be="балаў"),
            "goods.unit.percent": Words(
                en="% of its own maximum", ru="% собственного максимума", be="% уласнага максімуму"
            ),
            "goods.head.line": Words(
                en="Operation or component", ru="Операция или компонент", be="Аперацыя або кампанент"
            ),
            "goods.head.points": Words(en="Points", ru="Баллы", be="Балы"),
            "goods.head.origin": Words(
                en="Origin and proof", ru="Происхождение и документ", be="Паходжанне і дакумент"
            ),
            "goods.head.why": Words(en="Why", ru="Почему", be="Чаму"),
            "goods.head.cite": Words(en="By", ru="Основание", be="Падстава"),
            "goods.say.title": Words(
                en='{product} ({code}), sheet "{sheet}", filed {filed}',
                ru="{product} ({code}), перечень «{sheet}», подано {filed}",
                be="{product} ({code}), пералік «{sheet}», пададзена {filed}",
            ),
            "goods.say.total": Words(
                en="By the law of {day}: {score} of {least} {unit} needed - {decision}.",
                ru="По праву на {day}: {score} из необходимых {least} {unit} - {decision}.",
                be="Па праве на {day}: {score} з неабходных {least} {unit} - {decision}.",
            ),
            "goods.say.total_without": Words(
                en="By the law of {day}: {score} {unit}; how many are needed is not determined - {decision}.",
                ru="По праву на {day}: {score} {unit}; сколько необходимо, не определено - {decision}.",
                be="Па праве на {day}: {score} {unit}; колькі неабходна, не вызначана - {decision}.",
            ),
            "goods.say.lacks": Words(
                en="{lacks} {unit} are lacking.",
                ru="Не хватает: {lacks} {unit}.",
                be="Не хапае: {lacks} {unit}.",
            ),
            "goods.say.unmet": Words(
                en="A condition that must hold whatever the points does not: {name}.",
                ru="Не выполнено условие, обязательное при любых баллах: {name}.",
                be="Не выканана ўмова, абавязковая пры любых балах: {name}.",
            ),
            "goods.say.missing": Words(
                en="Not said yet, and it can change the answer: {names}.",
                ru="Ещё не указано и может изменить ответ: {names}.",
                be="Яшчэ не пазначана і можа змяніць адказ: {names}.",
            ),
            "goods.say.next": Words(
                en="The fewest further operations that would close the gap: {steps}.",
                ru="Наименьшее число дополнительных операций, закрывающих разрыв: {steps}.",
                be="Найменшая колькасць дадатковых аперацый, якія закрыюць разрыў: {steps}.",
            ),
            "goods.say.unverified": Words(
                en="Acts of the other state named here and not verified, as no node was asked (--home): {count}.",
                ru="Названо здесь актов другого государства, не проверенных, так как узел не указан (--home): {count}.",
                be="Названа тут актаў іншай дзяржавы, не правераных, бо вузел не пазначаны (--home): {count}.",
            ),
            "goods.say.holds": Words(
                en="By the law as loaded the same facts hold until {until}.",
                ru="По загруженному праву те же сведения действительны до {until}.",
                be="Па загружаным праве тыя ж звесткі сапраўдныя да {until}.",
            ),
            "goods.say.holds_open": Words(
                en="Nothing in the law as loaded ends it.",
                ru="Ничто в загруженном праве не ограничивает срок.",
                be="Нішто ў загружаным праве не абмяжоўвае тэрмін.",
            ),
            "goods.say.confidence": Words(
                en="Lowest confidence it rests on: {confidence}. Sources checked {checked}; none was compared with the official text.",
                ru="Низшая достоверность оснований: {confidence}. Источники проверены {checked}; с официальным текстом не сверялись.",
                be="Найніжэйшая пэўнасць падстаў: {confidence}. Крыніцы правераны {checked}; з афіцыйным тэкстам не звяраліся.",
            ),
            "goods.kind.register_entry": Words(
                en="entry in the state's own register",
                ru="запись в реестре государства",
                be="запіс у рэестры дзяржавы",
            ),
            "goods.kind.expert_act": Words(
                en="expert act of the other state",
                ru="акт экспертизы другого государства",
                be="акт экспертызы іншай дзяржавы",
            ),
            "goods.kind.st1": Words(
                en="certificate of origin, form ST-1",
                ru="сертификат о происхождении формы СТ-1",
                be="сертыфікат аб паходжанні формы СТ-1",
            ),
            "goods.kind.eaeu_register": Words(
                en="entry in the register of the wider union",
                ru="запись в реестре более широкого союза",
                be="запіс у рэестры больш шырокага саюза",
            ),
            "goods.kind.foreign": Words(en="foreign", ru="иностранное", be="замежнае"),
            "goods.kind.own_site": Words(en="own site", ru="своя площадка", be="свая пляцоўка"),
            "goods.kind.none": Words(en="no paper", ru="без документа", be="без дакумента"),
            "goods.why.open": Words(
                en="open until it is said: {names}",
                ru="открыто, пока не указано: {names}",
                be="адкрыта, пакуль не пазначана: {names}",
            ),
            "goods.why.silent": Words(
                en="open: the loaded law does not say",
                ru="открыто: загруженное право этого не говорит",
                be="адкрыта: загружанае права гэтага не кажа",
            ),
            "goods.why.no": Words(en="not done", ru="не выполняется", be="не выконваецца"),
            "goods.why.absent": Words(
                en="not part of the design",
                ru="не предусмотрено конструкцией",
                be="не прадугледжана канструкцыяй",
            ),
            "goods.why.excluded": Words(
                en="the other state's proof is excluded here ({act}, row {row})",
                ru="документ другого государства здесь исключён ({act}, строка {row})",
                be="дакумент іншай дзяржавы тут выключаны ({act}, радок {row})",
            ),
            "goods.why.excluded_credited": Words(
                en="excluded from recognition ({act}, row {row}), yet the line itself credits a part of the wider union",
                ru="исключено из признания ({act}, строка {row}), но сама строка засчитывает часть более широкого союза",
                be="выключана з прызнання ({act}, радок {row}), але сам радок залічвае частку больш шырокага саюза",
            ),
            "goods.why.own": Words(
                en="of the state itself {act}",
                ru="собственное государства {act}",
                be="уласнае дзяржавы {act}",
            ),
            "goods.why.recognised": Words(
                en="recognised: ranks as the state's own {act}",
                ru="признано: приравнено к собственному {act}",
                be="прызнана: прыраўнавана да ўласнага {act}",
            ),
            "goods.why.eaeu": Words(
                en="credited as of the wider union",
                ru="засчитано как из более широкого союза",
                be="залічана як з больш шырокага саюза",
            ),
            "goods.why.foreign": Words(en="foreign", ru="иностранное", be="замежнае"),
            "goods.why.none": Words(
                en="no proof of origin", ru="нет документа о происхождении", be="няма дакумента аб паходжанні"
            ),
            "goods.why.not_enough": Words(
                en="its origin is not proven as this line needs it",
                ru="происхождение не подтверждено так, как требует строка",
                be="паходжанне не пацверджана так, як патрабуе радок",
            ),
            "goods.why.counted": Words(en="counted", ru="засчитано", be="залічана"),
            "goods.why.not_counted": Words(en="not counted", ru="не засчитано", be="не залічана"),
            "goods.paper.title": Words(
                en="Certificate that production is confirmed",
                ru="Сертификат о подтверждении производства",
                be="Сертыфікат аб пацвярджэнні вытворчасці",
            ),
            "goods.paper.refusal": Words(
                en="Refusal to confirm production",
                ru="Отказ в подтверждении производства",
                be="Адмова ў пацвярджэнні вытворчасці",
            ),
            "goods.paper.expert_act": Words(
                en="Act of expertise on origin",
                ru="Акт экспертизы о происхождении",
                be="Акт экспертызы аб паходжанні",
            ),
            "goods.paper.finding": Words(
                en="Made in: {state}", ru="Изготовлено в: {state}", be="Выраблена ў: {state}"
            ),
            "goods.paper.other_packs": Words(
                en="The table is left out: the packs of law loaded now are not those the act was decided by. Its digests "
                "name them.",
                ru="Таблица опущена: сейчас загружены не те пакеты права, по которым принят акт. Их отпечатки указаны в акте.",
                be="Табліца апушчана: зараз загружаны не тыя пакеты права, па якіх прыняты акт. Іх адбіткі пазначаны ў акце.",
            ),
            "goods.head.id": Words(en="Id", ru="Ид.", be="Ід."),
            "goods.head.mode": Words(en="How it is met", ru="Как выполняется", be="Як выконваецца"),
            "goods.head.fact": Words(
                en="Other facts asked for", ru="Другие запрашиваемые сведения", be="Іншыя запытаныя звесткі"
            ),
            "goods.head.expected": Words(en="Expected", ru="Ожидается", be="Чакаецца"),
            "goods.head.in_unit": Words(en="Unit", ru="Единица", be="Адзінка"),
            "goods.head.needed": Words(en="Must be", ru="Должно быть", be="Павінна быць"),
            "goods.head.threshold": Words(en="Threshold", ru="Порог", be="Парог"),
            "goods.head.case": Words(en="For", ru="Для чего", be="Для чаго"),
            "goods.head.least": Words(en="At least", ru="Не менее", be="Не менш за"),
            "goods.sheet.thresholds": Words(
                en="Thresholds in force on {day}",
                ru="Пороги, действующие на {day}",
                be="Парогі, якія дзейнічаюць на {day}",
            ),
            "goods.sheet.no_threshold": Words(
                en="No threshold in the law as loaded is in force on {day}: the answer will be undetermined.",
                ru="На {day} в загруженном праве не действует ни один порог: ответ будет «не определено».",
                be="На {day} у загружаным праве не дзейнічае ніводны парог: адказ будзе «не вызначана».",
            ),
            "goods.template.head": Words(
                en="Fill in every field, or take it out: what is left out stays unknown. An empty field is refused.",
                ru="Заполните каждое поле или уберите его: чего нет, то остаётся неизвестным. Пустое поле не принимается.",
                be="Запоўніце кожнае поле або прыбярыце яго: чаго няма, тое застаецца невядомым. Пустое поле не прымаецца.",
            ),
            "goods.template.state": Words(
                en="where it is made, two small letters",
                ru="где изготовлено, две строчные латинские буквы",
                be="дзе выраблена, дзве малыя лацінскія літары",
            ),
            "goods.template.proof": Words(
                en="one of {kinds}; or a document with kind, number, issued, until, act",
                ru="одно из: {kinds}; или документ с полями kind, number, issued, until, act",
                be="адно з: {kinds}; або дакумент з палямі kind, number, issued, until, act",
            ),
            "goods.rank.own": Words(
                en="as good as made in the state itself",
                ru="как изготовленное в самом государстве",
                be="як вырабленае ў самой дзяржаве",
            ),
            "goods.rank.eaeu": Words(
                en="only where a line itself credits the wider union",
                ru="только где сама строка засчитывает более широкий союз",
                be="толькі дзе сам радок залічвае больш шырокі саюз",
            ),
            "goods.rank.foreign": Words(en="foreign", ru="иностранное", be="замежнае"),
            "goods.rank.none": Words(en="no proof", ru="без подтверждения", be="без пацвярджэння"),
            "goods.head.use": Words(en="Bought", ru="Покупное", be="Купленае"),
            "goods.head.eaeu": Words(en="Wider union", ru="Более широкий союз", be="Больш шырокі саюз"),
            "goods.say.filed": Words(
                en="Filed as case {case}. Next: an official examines it with 'comity goods decide {case}'.",
                ru="Подано, дело {case}. Далее должностное лицо рассматривает его: 'comity goods decide {case}'.",
                be="Пададзена, справа {case}. Далей службовая асоба разглядае яе: 'comity goods decide {case}'.",
            ),
            "goods.say.proposed": Words(
                en="{official} proposes in case {case}: {kind}. Digest {digest}. Next: another official runs "
                "'comity goods issue {case}'.",
                ru="{official} предлагает по делу {case}: {kind}. Отпечаток {digest}. Далее другое должностное лицо: "
                "'comity goods issue {case}'.",
                be="{official} прапануе па справе {case}: {kind}. Адбітак {digest}. Далей іншая службовая асоба: "
                "'comity goods issue {case}'.",
            ),
            "goods.say.stored": Words(
                en="{kind}: signed and stored in case {case} as act {act}. It gets its number in the log once a peer or witness "
                "was heard: comity serve or comity work does that.",
                ru="{kind}: акт {act} по делу {case} подписан и сохранён. Номер в журнале он получит, как только ответит другой узел "
                "или свидетель: этим занимается comity serve или comity work.",
                be="{kind}: акт {act} па справе {case} падпісаны і захаваны. Нумар у журнале ён атрымае, як толькі адкажа іншы вузел "
                "або сведка: гэтым займаецца comity serve або comity work.",
            ),
            "goods.say.issued": Words(
                en="{kind}: issued in case {case} as act {act}, number {number} in the log.",
                ru="{kind}: акт {act} по делу {case}, номер {number} в журнале.",
                be="{kind}: акт {act} па справе {case}, нумар {number} у журнале.",
            ),
            "goods.say.written": Words(
                en="Written: {paths}.", ru="Записано: {paths}.", be="Запісана: {paths}."
            ),
            "goods.state.no_sheets": Words(
                en="{path}: no requirement sheet of '{value}' is loaded. States with sheets: {expected}.",
                ru="{path}: перечней '{value}' не загружено. Государства с перечнями: {expected}.",
                be="{path}: пералікаў '{value}' не загружана. Дзяржавы з пералікамі: {expected}.",
            ),
            "goods.counts.heading": Words(
                en="What it counts for in {state}:",
                ru="За что засчитывается ({state}):",
                be="За што залічваецца ({state}):",
            ),
        }
    )
)

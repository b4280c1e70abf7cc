"""The words of goods: names of lowered rules and inputs, faults of sheets and applications, and answers."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "goods.rule.points": Words(en="Points credited", ru="Начислено баллов", be="Налічана балаў"),
        "goods.rule.maximum": Words(
            en="Maximum for this product", ru="Максимум для этого изделия", be="Максімум для гэтага вырабу"
        ),
        "goods.rule.score": Words(en="Score", ru="Итог", be="Вынік"),
        "goods.rule.least": Words(en="Threshold", ru="Порог", be="Парог"),
        "goods.rule.met": Words(en="Requirements met", ru="Требования выполнены", be="Патрабаванні выкананы"),
        "goods.rule.loaded_met": Words(
            en="The loaded part of the requirements met",
            ru="Загруженная часть требований выполнена",
            be="Загружаная частка патрабаванняў выканана",
        ),
        "goods.rule.minimum": Words(
            en="{item}: least points",
            ru="{item}: наименьшее число баллов",
            be="{item}: найменшая колькасць балаў",
        ),
        "goods.rule.place": Words(
            en="{item}: place of origin", ru="{item}: место происхождения", be="{item}: месца паходжання"
        ),
        "goods.rule.rank": Words(
            en="{item}: rank of origin", ru="{item}: ранг происхождения", be="{item}: ранг паходжання"
        ),
        "goods.rule.home": Words(
            en="{item}: done in the state",
            ru="{item}: выполнено в государстве",
            be="{item}: выканана ў дзяржаве",
        ),
        "goods.rule.home_operations": Words(
            en="Operations done in the state",
            ru="Операций выполнено в государстве",
            be="Аперацый выканана ў дзяржаве",
        ),
        "goods.rule.operations": Words(
            en="Operations the product has", ru="Операций у изделия", be="Аперацый у вырабу"
        ),
        "goods.rule.share_enough": Words(
            en="Enough operations done in the state for proofs of the other state to count",
            ru="В государстве выполнено достаточно операций, чтобы засчитывались документы другого государства",
            be="У дзяржаве выканана дастаткова аперацый, каб залічваліся дакументы іншай дзяржавы",
        ),
        "goods.input.done": Words(
            en="{item}: done (yes, no, absent by design)",
            ru="{item}: выполнено (yes - да, no - нет, absent - не предусмотрено конструкцией)",
            be="{item}: выканана (yes - так, no - не, absent - не прадугледжана канструкцыяй)",
        ),
        "goods.input.origin": Words(
            en="{item}: state of origin",
            ru="{item}: государство происхождения",
            be="{item}: дзяржава паходжання",
        ),
        "goods.input.proof": Words(
            en="{item}: proof of origin",
            ru="{item}: документ о происхождении",
            be="{item}: дакумент аб паходжанні",
        ),
        "goods.input.part": Words(
            en="{item}: product code of the part",
            ru="{item}: код части по классификатору",
            be="{item}: код часткі па класіфікатары",
        ),
        "goods.input.named": Words(
            en="{item}: name in the exclusion list (or not_named)",
            ru="{item}: наименование в перечне исключений (или not_named)",
            be="{item}: назва ў пераліку выключэнняў (або not_named)",
        ),
        "goods.input.made": Words(
            en="{item}: made by the applicant, not bought",
            ru="{item}: изготовлено заявителем, не куплено",
            be="{item}: выраблена заяўнікам, не куплена",
        ),
        "goods.input.measure": Words(
            en="{item}: measured value", ru="{item}: измеренное значение", be="{item}: вымеранае значэнне"
        ),
        "goods.input.counted": Words(
            en="{item}: number that meets the line",
            ru="{item}: число отвечающих строке",
            be="{item}: лік адпаведных радку",
        ),
        "goods.input.total": Words(
            en="{item}: number in all", ru="{item}: число всего", be="{item}: лік усяго"
        ),
        "goods.input.count": Words(en="{item}: number", ru="{item}: количество", be="{item}: колькасць"),
        "goods.sheet.no_points": Words(
            en="{file}:{line}: '{value}' has no points.",
            ru="{file}:{line}: у '{value}' нет баллов.",
            be="{file}:{line}: у '{value}' няма балаў.",
        ),
        "goods.sheet.bad_choice": Words(
            en="{file}:{line}: '{value}'; expected one of: {expected}.",
            ru="{file}:{line}: '{value}'; ожидается одно из: {expected}.",
            be="{file}:{line}: '{value}'; чакаецца адно з: {expected}.",
        ),
        "goods.sheet.bad_number": Words(
            en="{file}:{line}: '{value}' in column {column} is not a number.",
            ru="{file}:{line}: '{value}' в столбце {column} не число.",
            be="{file}:{line}: '{value}' у слупку {column} не лік.",
        ),
        "goods.sheet.empty_cell": Words(
            en="{file}:{line}: the column '{column}' must not be empty.",
            ru="{file}:{line}: столбец '{column}' не должен быть пустым.",
            be="{file}:{line}: слупок '{column}' не павінен быць пустым.",
        ),
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
    }
)

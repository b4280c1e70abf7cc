"""The words of requirement sheets: names of lowered rules and inputs, and faults of their packs."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "goods.rule.points": Words(
            en="Points credited",
            ru="Начислено баллов",
            be="Налічана балаў",
        ),
        "goods.rule.maximum": Words(
            en="Maximum for this product",
            ru="Максимум для этого изделия",
            be="Максімум для гэтага вырабу",
        ),
        "goods.rule.score": Words(
            en="Score",
            ru="Итог",
            be="Вынік",
        ),
        "goods.rule.least": Words(
            en="Threshold",
            ru="Порог",
            be="Парог",
        ),
        "goods.rule.met": Words(
            en="Requirements met",
            ru="Требования выполнены",
            be="Патрабаванні выкананы",
        ),
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
            en="{item}: place of origin",
            ru="{item}: место происхождения",
            be="{item}: месца паходжання",
        ),
        "goods.rule.rank": Words(
            en="{item}: rank of origin",
            ru="{item}: ранг происхождения",
            be="{item}: ранг паходжання",
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
            en="Operations the product has",
            ru="Операций у изделия",
            be="Аперацый у вырабу",
        ),
        "goods.rule.share_enough": Words(
            en="Enough operations done in the state for proofs of the other state to count",
            ru="В государстве выполнено достаточно операций, чтобы засчитывались документы другого "
            "государства",
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
            en="{item}: measured value",
            ru="{item}: измеренное значение",
            be="{item}: вымеранае значэнне",
        ),
        "goods.input.counted": Words(
            en="{item}: number that meets the line",
            ru="{item}: число отвечающих строке",
            be="{item}: лік адпаведных радку",
        ),
        "goods.input.total": Words(
            en="{item}: number in all",
            ru="{item}: число всего",
            be="{item}: лік усяго",
        ),
        "goods.input.count": Words(
            en="{item}: number",
            ru="{item}: количество",
            be="{item}: колькасць",
        ),
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
        "goods.sheet.unknown_group": Words(
            en="{file}:{line}: there is no group '{value}'; its rows would never count. Groups: {expected}.",
            ru="{file}:{line}: группы '{value}' нет; её строки никогда не засчитались бы. Группы: "
            "{expected}.",
            be="{file}:{line}: групы '{value}' няма; яе радкі ніколі не залічыліся б. Групы: {expected}.",
        ),
        "goods.sheet.unknown_item": Words(
            en="{file}:{line}: no item of mode tier is called '{value}'. There are: {expected}.",
            ru="{file}:{line}: нет строки вида tier с названием '{value}'. Есть: {expected}.",
            be="{file}:{line}: няма радка віду tier з назвай '{value}'. Ёсць: {expected}.",
        ),
        "goods.sheet.half_factor": Words(
            en="{file}:{line}: group '{value}' has a factor without 'when', or 'when' without a factor; "
            "write both.",
            ru="{file}:{line}: у группы '{value}' коэффициент без 'when' или 'when' без коэффициента; "
            "укажите оба.",
            be="{file}:{line}: у групы '{value}' каэфіцыент без 'when' або 'when' без каэфіцыента; "
            "пазначце абодва.",
        ),
        "goods.sheet.boundless": Words(
            en="{file}:{line}: '{value}' gives points for each part without end, yet the sheet is "
            "measured against its maximum; give its group a cap.",
            ru="{file}:{line}: '{value}' даёт баллы за каждую часть без предела, а таблица сравнивается с "
            "максимумом; задайте предел группы.",
            be="{file}:{line}: '{value}' дае балы за кожную частку без мяжы, а табліца параўноўваецца з "
            "максімумам; задайце мяжу групы.",
        ),
        "goods.sheet.twice": Words(
            en="{file}:{line}: '{value}' already stands on line {other}, with days in common; end one "
            "before the other begins.",
            ru="{file}:{line}: '{value}' уже стоит в строке {other} с общими днями; завершите одну до "
            "начала другой.",
            be="{file}:{line}: '{value}' ужо стаіць у радку {other} з агульнымі днямі; завяршыце адзін "
            "да пачатку другога.",
        ),
        "goods.sheet.changed": Words(
            en="{file}:{line}: '{value}' also stands on line {other} with another mode, group, part or "
            "key; only points, needs and citation may change with time. Give it another id.",
            ru="{file}:{line}: '{value}' стоит и в строке {other} с другим видом, группой, частью или "
            "ключом; со временем могут меняться только баллы, условие и ссылка. Дайте другое "
            "название.",
            be="{file}:{line}: '{value}' стаіць і ў радку {other} з іншым відам, групай, часткай або "
            "ключом; з часам могуць мяняцца толькі балы, умова і спасылка. Дайце іншую назву.",
        ),
        "goods.sheet.once_inside": Words(
            en="{file}:{line}: '{value}' is counted once across groups, but group '{group}' does more "
            "than sum (cap, factor, gate, one of or a minimum); move it to a group of its own.",
            ru="{file}:{line}: '{value}' засчитывается один раз на все группы, но группа '{group}' не "
            "просто суммирует (предел, коэффициент, допуск, одно из, минимум); вынесите в отдельную "
            "группу.",
            be="{file}:{line}: '{value}' залічваецца адзін раз на ўсе групы, але група '{group}' не "
            "проста складае (мяжа, каэфіцыент, допуск, адно з, мінімум); вынесіце ў асобную групу.",
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
    }
)

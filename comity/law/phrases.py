"""The words of law: faults of packs and facts, gaps, and the sentences of an explanation."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "law.pack.too_large": Words(
            en="{file}:{line}: the pack has {size} letters; at most {limit} are read. Split it by subject.",
            ru="{file}:{line}: в пакете {size} знаков; читается не более {limit}. Разделите его по предметам.",
            be="{file}:{line}: у пакеце {size} знакаў; чытаецца не больш за {limit}. Падзяліце яго па прадметах.",
        ),
        "law.pack.no_heading": Words(
            en="{file}:{line}: a heading '{expected} name' is expected here.",
            ru="{file}:{line}: здесь ожидается заголовок '{expected} имя'.",
            be="{file}:{line}: тут чакаецца загаловак '{expected} імя'.",
        ),
        "law.pack.bad_name": Words(
            en="{file}:{line}: '{value}' is not a rule name: Latin letters, digits and _, starting with a small letter.",
            ru="{file}:{line}: '{value}' не имя правила: латинские буквы, цифры и _, первая буква строчная.",
            be="{file}:{line}: '{value}' не імя правіла: лацінскія літары, лічбы і _, першая літара малая.",
        ),
        "law.pack.bad_front": Words(
            en="{file}:{line}: '{value}' stands among the front lines; write 'key: value', or leave a blank line before prose.",
            ru="{file}:{line}: '{value}' стоит среди строк шапки; пишите 'ключ: значение' или отделите текст пустой строкой.",
            be="{file}:{line}: '{value}' стаіць сярод радкоў шапкі; пішыце 'ключ: значэнне' або аддзяліце тэкст пустым радком.",
        ),
        "law.pack.late_front": Words(
            en="{file}:{line}: the front line '{value}' stands after a blank line; move it up under the heading.",
            ru="{file}:{line}: строка шапки '{value}' стоит после пустой строки; перенесите ее вверх, под заголовок.",
            be="{file}:{line}: радок шапкі '{value}' стаіць пасля пустога радка; перанясіце яго ўверх, пад загаловак.",
        ),
        "law.pack.unknown_key": Words(
            en="{file}:{line}: the front line '{value}' is not known. Did you mean: {expected}?",
            ru="{file}:{line}: строка шапки '{value}' неизвестна. Возможно, имелось в виду: {expected}?",
            be="{file}:{line}: радок шапкі '{value}' невядомы. Магчыма, мелася на ўвазе: {expected}?",
        ),
        "law.pack.two_bodies": Words(
            en="{file}:{line}: section '{value}' has a second table or formula; one section is one rule: add a heading.",
            ru="{file}:{line}: в разделе '{value}' вторая таблица или формула; один раздел - одно правило: добавьте заголовок.",
            be="{file}:{line}: у раздзеле '{value}' другая табліца або формула; адзін раздзел - адно правіла: дадайце загаловак.",
        ),
        "law.pack.bad_columns": Words(
            en="{file}:{line}: the columns '{value}' must be named, each once.",
            ru="{file}:{line}: столбцы '{value}' должны иметь имена, каждое один раз.",
            be="{file}:{line}: слупкі '{value}' павінны мець імёны, кожнае адзін раз.",
        ),
        "law.pack.no_rule_line": Words(
            en="{file}:{line}: a line of dashes '|---|' is expected under the head of the table.",
            ru="{file}:{line}: под шапкой таблицы ожидается строка из черт '|---|'.",
            be="{file}:{line}: пад шапкай табліцы чакаецца радок з рысак '|---|'.",
        ),
        "law.pack.cell_count": Words(
            en="{file}:{line}: the row has {value} cells, its table {expected} columns.",
            ru="{file}:{line}: в строке {value} ячеек, а столбцов в таблице {expected}.",
            be="{file}:{line}: у радку {value} ячэек, а слупкоў у табліцы {expected}.",
        ),
        "law.pack.open_row": Words(
            en="{file}:{line}: the row '{value}' does not end with '|'.",
            ru="{file}:{line}: строка '{value}' не заканчивается знаком '|'.",
            be="{file}:{line}: радок '{value}' не заканчваецца знакам '|'.",
        ),
        "law.pack.no_body": Words(
            en="{file}:{line}: section '{value}' has neither a table nor a formula '= ...'.",
            ru="{file}:{line}: в разделе '{value}' нет ни таблицы, ни формулы '= ...'.",
            be="{file}:{line}: у раздзеле '{value}' няма ні табліцы, ні формулы '= ...'.",
        ),
        "law.pack.bad_confidence": Words(
            en="{file}:{line}: confidence '{value}'; expected A (two sources), B (one) or C (unconfirmed).",
            ru="{file}:{line}: достоверность '{value}'; ожидается A (два источника), B (один) или C (не подтверждено).",
            be="{file}:{line}: пэўнасць '{value}'; чакаецца A (дзве крыніцы), B (адна) або C (не пацверджана).",
        ),
        "law.pack.bad_span": Words(
            en="{file}:{line}: '{value}' is not a span; write 2024-01-01 .. 2024-12-31, both days included.",
            ru="{file}:{line}: '{value}' не промежуток; пишите 2024-01-01 .. 2024-12-31, оба дня включительно.",
            be="{file}:{line}: '{value}' не прамежак; пішыце 2024-01-01 .. 2024-12-31, абодва дні ўключна.",
        ),
        "law.pack.bad_day": Words(
            en="{file}:{line}: '{value}' is not a day; write 2024-01-31 or 'unknown'.",
            ru="{file}:{line}: '{value}' не дата; пишите 2024-01-31 или 'unknown'.",
            be="{file}:{line}: '{value}' не дата; пішыце 2024-01-31 або 'unknown'.",
        ),
        "law.pack.bad_cell": Words(
            en="{file}:{line}: the cell '{value}' cannot be read: found {found}, expected {expected}.",
            ru="{file}:{line}: ячейка '{value}' не читается: найдено {found}, ожидается {expected}.",
            be="{file}:{line}: ячэйка '{value}' не чытаецца: знойдзена {found}, чакаецца {expected}.",
        ),
        "law.pack.cell_type": Words(
            en="{file}:{line}: the cell '{value}' does not fit its column, whose type is {expected}.",
            ru="{file}:{line}: ячейка '{value}' не подходит к столбцу типа {expected}.",
            be="{file}:{line}: ячэйка '{value}' не падыходзіць да слупка тыпу {expected}.",
        ),
        "law.pack.bad_formula": Words(
            en="{file}:{line}: the formula '{value}' cannot be read: found {found}, expected {expected}.",
            ru="{file}:{line}: формула '{value}' не читается: найдено {found}, ожидается {expected}.",
            be="{file}:{line}: формула '{value}' не чытаецца: знойдзена {found}, чакаецца {expected}.",
        ),
        "law.pack.input_twice": Words(
            en="{file}:{line}: the input '{value}' is declared twice.",
            ru="{file}:{line}: вход '{value}' объявлен дважды.",
            be="{file}:{line}: уваход '{value}' аб'яўлены двойчы.",
        ),
        "law.pack.bad_input": Words(
            en="{file}:{line}: the input '{value}' cannot be read; write 'name: type \"words\"' with type text, number, "
            "integer, boolean, date or duration.",
            ru="{file}:{line}: вход '{value}' не читается; пишите 'name: type \"слова\"' с типом text, number, "
            "integer, boolean, date или duration.",
            be="{file}:{line}: уваход '{value}' не чытаецца; пішыце 'name: type \"словы\"' з тыпам text, number, "
            "integer, boolean, date або duration.",
        ),
        "law.pack.no_output": Words(
            en="{file}:{line}: the table of '{value}' needs at least one row and one column that is not an input.",
            ru="{file}:{line}: таблице '{value}' нужна хотя бы одна строка и один столбец, не являющийся входом.",
            be="{file}:{line}: табліцы '{value}' патрэбны хаця б адзін радок і адзін слупок, які не з'яўляецца ўваходам.",
        ),
        "law.pack.bad_hit": Words(
            en="{file}:{line}: hit policy '{value}'; expected U, F, A, P, R, O, C, C+, C<, C> or C#.",
            ru="{file}:{line}: политика выбора '{value}'; ожидается U, F, A, P, R, O, C, C+, C<, C> или C#.",
            be="{file}:{line}: палітыка выбару '{value}'; чакаецца U, F, A, P, R, O, C, C+, C<, C> або C#.",
        ),
        "law.pack.no_priority": Words(
            en="{file}:{line}: hit policy {value} needs a front line 'priority:' that lists the outputs, best first.",
            ru="{file}:{line}: политике {value} нужна строка 'priority:' со списком значений, лучшее первым.",
            be="{file}:{line}: палітыцы {value} патрэбны радок 'priority:' са спісам значэнняў, лепшае першым.",
        ),
        "law.pack.not_in_priority": Words(
            en="{file}:{line}: the output '{value}' of {rule} does not stand in its priority list.",
            ru="{file}:{line}: значения '{value}' правила {rule} нет в его списке priority.",
            be="{file}:{line}: значэння '{value}' правіла {rule} няма ў яго спісе priority.",
        ),
        "law.pack.one_output": Words(
            en="{file}:{line}: hit policy {value} takes one output column; the others belong in a table of their own.",
            ru="{file}:{line}: политика {value} допускает один столбец значений; остальные вынесите в отдельную таблицу.",
            be="{file}:{line}: палітыка {value} дапускае адзін слупок значэнняў; астатнія вынесіце ў асобную табліцу.",
        ),
        "law.pack.bad_day_input": Words(
            en="{file}:{line}: 'day: {value}' must name an input of this section whose type is date.",
            ru="{file}:{line}: 'day: {value}' должно называть вход этого раздела типа date.",
            be="{file}:{line}: 'day: {value}' павінна называць уваход гэтага раздзела тыпу date.",
        ),
        "law.pack.wrong_kind": Words(
            en="{file}:{line}: '{value}' takes {expected} here, not {found}.",
            ru="{file}:{line}: '{value}' принимает здесь {expected}, а не {found}.",
            be="{file}:{line}: '{value}' прымае тут {expected}, а не {found}.",
        ),
        "law.pack.no_field": Words(
            en="{file}:{line}: there is no '.{value}' here; expected one of: {expected}.",
            ru="{file}:{line}: здесь нет '.{value}'; ожидается одно из: {expected}.",
            be="{file}:{line}: тут няма '.{value}'; чакаецца адно з: {expected}.",
        ),
        "law.pack.too_deep": Words(
            en="{file}:{line}: '{value}' rests on a chain of {size} operations; at most {limit}. Give parts of it to sum(...).",
            ru="{file}:{line}: '{value}' опирается на цепочку из {size} действий; не более {limit}. Соберите части в sum(...).",
            be="{file}:{line}: '{value}' абапіраецца на ланцуг з {size} дзеянняў; не больш за {limit}. Збярыце часткі ў sum(...).",
        ),
        "law.pack.two_types": Words(
            en="{file}:{line}: the input '{value}' has another type here than in {other}; one fact has one type.",
            ru="{file}:{line}: вход '{value}' имеет здесь иной тип, чем в {other}; у одного факта один тип.",
            be="{file}:{line}: уваход '{value}' мае тут іншы тып, чым у {other}; у аднаго факта адзін тып.",
        ),
        "law.rule.wrong_kind": Words(
            en="{file}:{line}: {rule} has no meaning for these values ({value}); the pack must be mended.",
            ru="{file}:{line}: {rule} не имеет смысла для таких значений ({value}); пакет нужно исправить.",
            be="{file}:{line}: {rule} не мае сэнсу для такіх значэнняў ({value}); пакет трэба выправіць.",
        ),
        "law.pack.versions_overlap": Words(
            en="{file}:{line}: this version of '{value}' overlaps in time with the one at line {other}.",
            ru="{file}:{line}: эта редакция '{value}' пересекается по времени с редакцией в строке {other}.",
            be="{file}:{line}: гэтая рэдакцыя '{value}' перасякаецца па часе з рэдакцыяй у радку {other}.",
        ),
        "law.pack.comma": Words(
            en="{file}:{line}: '{value}' has a comma between two digits; write 3.92 for a number, or '3, 92' for two of them.",
            ru="{file}:{line}: в '{value}' запятая между двумя цифрами; пишите 3.92 для числа или '3, 92' для двух чисел.",
            be="{file}:{line}: у '{value}' коска паміж дзвюма лічбамі; пішыце 3.92 для ліку або '3, 92' для двух лікаў.",
        ),
        "law.pack.unmet": Words(
            en="{file}:{line}: '{value}' can never be: '{name}' takes {expected}. Mend it, or widen what is taken.",
            ru="{file}:{line}: '{value}' невозможно: '{name}' принимает {expected}. Исправьте его или расширьте допустимое.",
            be="{file}:{line}: '{value}' немагчыма: '{name}' прымае {expected}. Выпраўце яго або пашырце дазволенае.",
        ),
        "law.pack.never": Words(
            en="{file}:{line}: the row holds '{value}', its section '{expected}': on no day both. Mend one of the two spans.",
            ru="{file}:{line}: строка действует '{value}', ее раздел '{expected}': общих дней нет. Исправьте один из промежутков.",
            be="{file}:{line}: радок дзейнічае '{value}', яго раздзел '{expected}': агульных дзён няма. Выпраўце адзін з прамежкаў.",
        ),
        "law.pack.overlap": Words(
            en="{file}:{line}: this row of '{value}' and the row at line {other} both answer one case: {case} ('in force: {span}'). "
            "Narrow a cell of one of them, or end it with 'in force'.",
            ru="{file}:{line}: эта строка '{value}' и строка {other} отвечают на один случай: {case} ('in force: {span}'). "
            "Сузьте ячейку одной из них или завершите ее через 'in force'.",
            be="{file}:{line}: гэты радок '{value}' і радок {other} адказваюць на адзін выпадак: {case} ('in force: {span}'). "
            "Звузьце ячэйку аднаго з іх або завяршыце яго праз 'in force'.",
        ),
        "law.pack.gap_days": Words(
            en="{file}:{line}: '{value}' has no answer on the days 'in force: {span}'. Add a row or an edition, or say under "
            "the heading why the law is silent: 'silent: the reason'.",
            ru="{file}:{line}: у '{value}' нет ответа на дни 'in force: {span}'. Добавьте строку или редакцию либо напишите "
            "под заголовком, почему право молчит: 'silent: причина'.",
            be="{file}:{line}: у '{value}' няма адказу на дні 'in force: {span}'. Дадайце радок або рэдакцыю альбо напішыце "
            "пад загалоўкам, чаму права маўчыць: 'silent: прычына'.",
        ),
        "law.pack.gap": Words(
            en="{file}:{line}: '{value}' has no answer for {case} ('in force: {span}'). Add a row, or say under the heading why the "
            "law is silent: 'silent: the reason'.",
            ru="{file}:{line}: у '{value}' нет ответа для {case} ('in force: {span}'). Добавьте строку или напишите под заголовком, "
            "почему право молчит: 'silent: причина'.",
            be="{file}:{line}: у '{value}' няма адказу для {case} ('in force: {span}'). Дадайце радок або напішыце пад загалоўкам, "
            "чаму права маўчыць: 'silent: прычына'.",
        ),
        "law.pack.unknown_name": Words(
            en="{file}:{line}: the name '{value}' is neither an input nor a rule. Did you mean: {expected}?",
            ru="{file}:{line}: имя '{value}' не вход и не правило. Возможно, имелось в виду: {expected}?",
            be="{file}:{line}: імя '{value}' не ўваход і не правіла. Магчыма, мелася на ўвазе: {expected}?",
        ),
        "law.pack.bad_uses": Words(
            en="{file}:{line}: '{value}'; write 'uses: pack/id as name'.",
            ru="{file}:{line}: '{value}'; пишите 'uses: пакет as имя'.",
            be="{file}:{line}: '{value}'; пішыце 'uses: пакет as імя'.",
        ),
        "law.pack.twice": Words(
            en="{file}:{line}: the pack '{value}' is already loaded from {other}; a pack has one file.",
            ru="{file}:{line}: пакет '{value}' уже загружен из {other}; у пакета один файл.",
            be="{file}:{line}: пакет '{value}' ужо загружаны з {other}; у пакета адзін файл.",
        ),
        "law.pack.cycle": Words(
            en="{file}:{line}: the rules go in a circle: {value}. Break it where one need not rest on the other.",
            ru="{file}:{line}: правила образуют круг: {value}. Разорвите его там, где одно не обязано опираться на другое.",
            be="{file}:{line}: правілы ўтвараюць кола: {value}. Разарвіце яго там, дзе адно не абавязана абапірацца на другое.",
        ),
        "law.pack.unbound": Words(
            en="{file}:{line}: the call of {value} must bind exactly: {expected}.",
            ru="{file}:{line}: вызов {value} должен задать ровно: {expected}.",
            be="{file}:{line}: выклік {value} павінен задаць роўна: {expected}.",
        ),
        "law.table.overlap": Words(
            en="{file}: rows {line} of {rule} answer the same case differently; the pack must be mended.",
            ru="{file}: строки {line} правила {rule} по-разному отвечают на один случай; пакет нужно исправить.",
            be="{file}: радкі {line} правіла {rule} па-рознаму адказваюць на адзін выпадак; пакет трэба выправіць.",
        ),
        "law.input.refused": Words(
            en="{path}: '{value}' cannot be taken; expected {expected}.",
            ru="{path}: значение '{value}' не принимается; ожидается {expected}.",
            be="{path}: значэнне '{value}' не прымаецца; чакаецца {expected}.",
        ),
        "law.fact.unknown": Words(
            en="{path}: this rule asks for no fact of that name. It asks for: {expected}.",
            ru="{path}: правило не спрашивает факта с таким именем. Оно спрашивает: {expected}.",
            be="{path}: правіла не пытае факта з такім імем. Яно пытае: {expected}.",
        ),
        "law.rule.unknown": Words(
            en="{path}: no rule '{value}' is loaded. Nearest: {expected}. 'comity law check' lists the packs.",
            ru="{path}: правило '{value}' не загружено. Ближайшие: {expected}. Список пакетов: 'comity law check'.",
            be="{path}: правіла '{value}' не загружана. Найбліжэйшыя: {expected}. Спіс пакетаў: 'comity law check'.",
        ),
        "law.gap.no_row": Words(
            en="The law as loaded has no row for this case ({rule} on {day}{case}).",
            ru="В загруженном праве нет строки для этого случая ({rule} на {day}{case}).",
            be="У загружаным праве няма радка для гэтага выпадку ({rule} на {day}{case}).",
        ),
        "law.gap.no_row_since": Words(
            en="The law as loaded says nothing for {day}: no row of {rule} is in force then; the last day that had one is "
            "{edge}.",
            ru="Загруженное право ничего не говорит на {day}: ни одна строка {rule} тогда не действует; последний день, на "
            "который она была, {edge}.",
            be="Загружанае права нічога не кажа на {day}: ніводны радок {rule} тады не дзейнічае; апошні дзень, на які ён "
            "быў, {edge}.",
        ),
        "law.gap.no_row_yet": Words(
            en="The law as loaded says nothing for {day}: no row of {rule} is in force then; the first day that has one is "
            "{edge}.",
            ru="Загруженное право ничего не говорит на {day}: ни одна строка {rule} тогда не действует; первый день, на "
            "который она есть, {edge}.",
            be="Загружанае права нічога не кажа на {day}: ніводны радок {rule} тады не дзейнічае; першы дзень, на які ён "
            "ёсць, {edge}.",
        ),
        "law.gap.not_in_force": Words(
            en="The law as loaded says nothing for {day}: no version of {rule} is in force.",
            ru="Загруженное право ничего не говорит на {day}: ни одна редакция {rule} не действует.",
            be="Загружанае права нічога не кажа на {day}: ніводная рэдакцыя {rule} не дзейнічае.",
        ),
        "law.gap.divided_by_zero": Words(
            en="{rule} divides by zero in this case on {day}; the law does not say what then.",
            ru="{rule} в этом случае на {day} делит на ноль; право не говорит, что тогда.",
            be="{rule} у гэтым выпадку на {day} дзеліць на нуль; права не кажа, што тады.",
        ),
        "law.gap.no_such_day": Words(
            en="{rule} leads in this case on {day} to a day that is in no calendar.",
            ru="{rule} в этом случае на {day} приводит к дню, которого нет в календаре.",
            be="{rule} у гэтым выпадку на {day} вядзе да дня, якога няма ў календары.",
        ),
        "law.gap.empty_list": Words(
            en="{rule} asks in this case on {day} for the least or greatest of nothing; the law does not say what then.",
            ru="{rule} в этом случае на {day} ищет наименьшее или наибольшее из ничего; право не говорит, что тогда.",
            be="{rule} у гэтым выпадку на {day} шукае найменшае або найбольшае з нічога; права не кажа, што тады.",
        ),
        "law.say.yes": Words(en="yes", ru="да", be="так"),
        "law.say.no": Words(en="no", ru="нет", be="не"),
        "law.say.step": Words(en="{title}: {value}.", ru="{title}: {value}.", be="{title}: {value}."),
        "law.say.because": Words(en="Given {inputs}.", ru="Дано: {inputs}.", be="Дадзена: {inputs}."),
        "law.say.missing": Words(
            en="Not said yet: {names}.", ru="Ещё не указано: {names}.", be="Яшчэ не пазначана: {names}."
        ),
        "law.say.cited": Words(
            en="By {act}; confidence {confidence}.",
            ru="Основание: {act}; достоверность {confidence}.",
            be="Падстава: {act}; пэўнасць {confidence}.",
        ),
        "law.say.cited_row": Words(
            en="By {act}, row {row} of the pack; confidence {confidence}.",
            ru="Основание: {act}, строка {row} пакета; достоверность {confidence}.",
            be="Падстава: {act}, радок {row} пакета; пэўнасць {confidence}.",
        ),
        "law.say.note": Words(en="({note})", ru="({note})", be="({note})"),
        "law.say.one_of": Words(en="one of {values}", ru="одно из: {values}", be="адно з: {values}"),
        "law.say.not_determined": Words(en="not determined", ru="не определено", be="не вызначана"),
        "law.say.between": Words(
            en="between {low} and {high} {unit}",
            ru="от {low} до {high} {unit}",
            be="ад {low} да {high} {unit}",
        ),
        "law.say.at_least": Words(
            en="at least {low} {unit}", ru="не менее {low} {unit}", be="не менш за {low} {unit}"
        ),
        "law.say.at_most": Words(
            en="at most {high} {unit}", ru="не более {high} {unit}", be="не больш за {high} {unit}"
        ),
        "law.say.nothing": Words(en="nothing", ru="ничего", be="нічога"),
        "law.say.hole": Words(
            en="{rule}: nothing is said for {case}, {span}.",
            ru="{rule}: ничего не сказано для {case}, {span}.",
            be="{rule}: нічога не сказана для {case}, {span}.",
        ),
        "law.say.overlap": Words(
            en="{rule}: rows {lines} answer one case twice: {case}, {span}.",
            ru="{rule}: строки {lines} дважды отвечают на один случай: {case}, {span}.",
            be="{rule}: радкі {lines} двойчы адказваюць на адзін выпадак: {case}, {span}.",
        ),
        "law.say.why": Words(
            en="{told} The pack says why: {why}.",
            ru="{told} Пакет говорит почему: {why}.",
            be="{told} Пакет кажа чаму: {why}.",
        ),
        "law.say.needless": Words(
            en="{rule}: 'silent' stands at line {lines}, but every case has an answer; take the line away ({span}).",
            ru="{rule}: в строке {lines} стоит 'silent', но ответ есть на каждый случай; уберите ее ({span}).",
            be="{rule}: у радку {lines} стаіць 'silent', але адказ ёсць на кожны выпадак; прыбярыце яго ({span}).",
        ),
        "law.say.too_large": Words(
            en="{rule}: the table has too many cells to walk whole; {case} onward is not checked.",
            ru="{rule}: в таблице слишком много клеток для полного обхода; начиная с {case} не проверено.",
            be="{rule}: у табліцы зашмат клетак для поўнага абходу; пачынаючы з {case} не праверана.",
        ),
        "law.fact.not_a_pair": Words(
            en="{path}: '{value}' is not a fact; write NAME=VALUE.",
            ru="{path}: '{value}' не факт; пишите ИМЯ=ЗНАЧЕНИЕ.",
            be="{path}: '{value}' не факт; пішыце ІМЯ=ЗНАЧЭННЕ.",
        ),
        "law.say.checked": Words(
            en="Packs read: {packs}; rules: {rules}; findings: {found}.",
            ru="Прочитано пакетов: {packs}; правил: {rules}; замечаний: {found}.",
            be="Прачытана пакетаў: {packs}; правіл: {rules}; заўваг: {found}.",
        ),
        "law.say.not_shown": Words(
            en="Findings not shown: {count}. Name a pack to see all of its own, or ask for --json.",
            ru="Не показано замечаний: {count}. Укажите пакет, чтобы увидеть все его замечания, или --json.",
            be="Не паказана заўваг: {count}. Пазначце пакет, каб убачыць усе яго заўвагі, або --json.",
        ),
        "law.say.any_case": Words(en="any case", ru="любого случая", be="любога выпадку"),
        "law.say.any_other": Words(en="any other", ru="любое другое", be="любое іншае"),
        "law.span.always": Words(en="always", ru="всегда", be="заўсёды"),
        "law.span.from": Words(en="from {first} on", ru="с {first}", be="з {first}"),
        "law.span.until": Words(en="until {last}", ru="по {last}", be="па {last}"),
        "law.span.within": Words(
            en="from {first} until {last}", ru="с {first} по {last}", be="з {first} па {last}"
        ),
        "law.head.pack": Words(en="Pack", ru="Пакет", be="Пакет"),
        "law.head.name": Words(en="About", ru="О чём", be="Пра што"),
        "law.head.rules": Words(en="Rules", ru="Правил", be="Правіл"),
        "law.head.findings": Words(en="Findings", ru="Замечаний", be="Заўваг"),
        "law.check.no_pack": Words(
            en="{path}: no pack '{value}' is loaded. Loaded: {expected}.",
            ru="{path}: пакет '{value}' не загружен. Загружены: {expected}.",
            be="{path}: пакет '{value}' не загружаны. Загружаны: {expected}.",
        ),
        # Units stand after a number; genitive plural reads well after most. Money is named by packs only.
        "law.unit.points": Words(en="points", ru="баллов", be="балаў"),
        "law.unit.percent": Words(en="percent", ru="%", be="%"),
        "law.unit.percent of the ex-works price": Words(
            en="percent of the ex-works price", ru="% цены франко-завод", be="% цаны франка-завод"
        ),
        "law.unit.percent of the price of the set": Words(
            en="percent of the price of the set", ru="% цены набора", be="% цаны набору"
        ),
        "law.unit.percent of the cost": Words(en="percent of the cost", ru="% стоимости", be="% кошту"),
        "law.unit.years": Words(en="years", ru="лет", be="гадоў"),
        "law.unit.months": Words(en="months", ru="месяцев", be="месяцаў"),
        "law.unit.days": Words(en="days", ru="дней", be="дзён"),
        "law.unit.working days": Words(en="working days", ru="рабочих дней", be="рабочых дзён"),
        "law.unit.centres": Words(en="centres", ru="центров", be="цэнтраў"),
        "law.unit.operations": Words(en="operations", ru="операций", be="аперацый"),
        "law.unit.pieces": Words(en="pieces", ru="штук", be="штук"),
        "law.unit.kg": Words(en="kg", ru="кг", be="кг"),
        "law.unit.t": Words(en="t", ru="т", be="т"),
        "law.unit.m": Words(en="m", ru="м", be="м"),
        "law.unit.mm": Words(en="mm", ru="мм", be="мм"),
        "law.unit.km": Words(en="km", ru="км", be="км"),
        "law.unit.kW": Words(en="kW", ru="кВт", be="кВт"),
        "law.column.type": Words(
            en="{path}: a column of type {value} cannot be taken for this fact; send text, whole numbers or decimals of at "
            "most 18 digits, booleans or days, as the fact is declared.",
            ru="{path}: столбец типа {value} не подходит для этого факта; передайте текст, целые или десятичные числа не "
            "длиннее 18 цифр, логические значения или даты, как факт объявлен.",
            be="{path}: слупок тыпу {value} не падыходзіць для гэтага факта; перадайце тэкст, цэлыя або дзесятковыя лікі не "
            "даўжэйшыя за 18 лічбаў, лагічныя значэнні або даты, як факт аб'яўлены.",
        ),
        "law.compare.two_types": Words(
            en="{path} has one type in {value} and another in {other}; one fact has one type.",
            ru="{path} имеет в {value} один тип, а в {other} другой; у одного факта один тип.",
            be="{path} мае ў {value} адзін тып, а ў {other} іншы; у аднаго факта адзін тып.",
        ),
    }
)

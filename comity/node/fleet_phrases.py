"""The words of fleets: faults of a file, of its lines, of a folder for the answer, and of engines."""

from comity.basis.words import Words

FLEET = {
    "fleet.empty": Words(
        en="{path} is empty. Its first line names the columns.",
        ru="{path} пуст. Первая строка называет столбцы.",
        be="{path} пусты. Першы радок называе слупкі.",
    ),
    "fleet.header": Words(
        en="{path} does not begin with the names of columns in UTF-8, parted by commas. Write them "
        "in its first line.",
        ru="{path} не начинается с названий столбцов в UTF-8 через запятую. Напишите их в первой строке.",
        be="{path} не пачынаецца з назваў слупкоў у UTF-8 праз коску. Напішыце іх у першым радку.",
    ),
    "fleet.separator": Words(
        en="{path}: its columns are parted by {value}, not by commas. Save it as CSV in UTF-8 with commas.",
        ru="{path}: столбцы разделены знаком {value}, а не запятой. Сохраните как CSV в UTF-8 с запятыми.",
        be="{path}: слупкі падзелены знакам {value}, а не коскай. Захавайце як CSV у UTF-8 з коскамі.",
    ),
    "fleet.column_nameless": Words(
        en="{path}: column {number} has no name. Name it in the first line, or take it out of each row.",
        ru="{path}: у столбца {number} нет названия. Назовите его в первой строке или уберите из всех строк.",
        be="{path}: у слупка {number} няма назвы. Назавіце яго ў першым радку або прыбярыце з усіх радкоў.",
    ),
    "fleet.not_a_file": Words(
        en="{path} is a folder or a pipe. Write the contracts into a file first.",
        ru="{path} - папка или канал. Сначала запишите договоры в файл.",
        be="{path} - папка або канал. Спачатку запішыце дагаворы ў файл.",
    ),
    "fleet.workbook": Words(
        en="{path} is a workbook or another packed file, no CSV. Save its sheet as CSV in UTF-8 with commas.",
        ru="{path} - книга таблиц или другой архив, не CSV. Сохраните лист как CSV в UTF-8 с запятыми.",
        be="{path} - кніга табліц або іншы архіў, не CSV. Захавайце ліст як CSV у UTF-8 з коскамі.",
    ),
    "fleet.not_parquet": Words(
        en="{path} is no Parquet file, or a broken one. Write it anew, or as CSV.",
        ru="{path} - не файл Parquet или он повреждён. Запишите его заново или как CSV.",
        be="{path} - не файл Parquet або ён пашкоджаны. Запішыце яго нанова або як CSV.",
    ),
    "fleet.column_type": Words(
        en="{path}: a column of {value} is neither text nor exact. Write text, whole numbers, "
        "decimals, truth values or dates.",
        ru="{path}: столбец типа {value} - не текст и не точное число. Пишите текст, целые, "
        "десятичные, логические значения или даты.",
        be="{path}: слупок тыпу {value} - не тэкст і не дакладны лік. Пішыце тэкст, цэлыя, "
        "дзесятковыя, лагічныя значэнні або даты.",
    ),
    "fleet.line_long": Words(
        en="{path}: '{value}…' is longer than {limit} bytes and was skipped. One line is one contract.",
        ru="{path}: '{value}…' длиннее {limit} байт, пропущено. Одна строка - один договор.",
        be="{path}: '{value}…' даўжэйшы за {limit} байт, прапушчана. Адзін радок - адзін дагавор.",
    ),
    "fleet.line_fields": Words(
        en="{path}: {found} fields, and the header names {expected}: '{value}'. Mend the commas and quotes.",
        ru="{path}: полей {found}, а в заголовке {expected}: '{value}'. Исправьте запятые и кавычки.",
        be="{path}: палёў {found}, а ў загалоўку {expected}: '{value}'. Выпраўце коскі і двукоссі.",
    ),
    "fleet.line_quote": Words(
        en="{path}: a quote is not closed on its line: '{value}'. Close it; no field runs over two lines.",
        ru="{path}: кавычка не закрыта на своей строке: '{value}'. Закройте её; поле не занимает двух строк.",
        be="{path}: двукоссе не закрыта на сваім радку: '{value}'. Закрыйце яго; поле не займае двух радкоў.",
    ),
    "fleet.line_return": Words(
        en="{path}: a carriage return stands inside: '{value}'. End lines with a line feed.",
        ru="{path}: внутри стоит возврат каретки: '{value}'. Заканчивайте строки переводом строки.",
        be="{path}: унутры стаіць вяртанне карэткі: '{value}'. Заканчвайце радкі пераводам радка.",
    ),
    "fleet.id_twice": Words(
        en="{path}: '{value}' is the id of row {first} already. Leave one of them.",
        ru="{path}: '{value}' - уже id строки {first}. Оставьте одну из них.",
        be="{path}: '{value}' - ужо id радка {first}. Пакіньце адзін з іх.",
    ),
    "fleet.differs": Words(
        en="{step}: row {row} comes out otherwise when it is priced alone ({count} such). Nothing "
        "was published; tell the keepers of the code.",
        ru="{step}: строка {row} при отдельном расчёте даёт другое (таких {count}). Ничего не "
        "опубликовано; сообщите разработчикам.",
        be="{step}: радок {row} пры асобным разліку дае іншае (такіх {count}). Нічога не "
        "апублікавана; паведаміце распрацоўнікам.",
    ),
    "fleet.folder_in_use": Words(
        en="{path} holds '{value}', which is not of this work. Name a new folder.",
        ru="В {path} лежит '{value}' не от этой работы. Назовите новую папку.",
        be="У {path} ляжыць '{value}' не ад гэтай працы. Назавіце новую папку.",
    ),
    "fleet.other_result": Words(
        en="{path} holds the answer for another file, day, state, engine, language, pack or "
        "code. Name a new folder.",
        ru="В {path} лежит ответ для другого файла, дня, государства, движка, языка, пакета "
        "или кода. "
        "Назовите новую папку.",
        be="У {path} ляжыць адказ для іншага файла, дня, дзяржавы, рухавіка, мовы, пакета "
        "або кода. "
        "Назавіце новую папку.",
    ),
    "fleet.busy": Words(
        en="Another run is writing to {path}. Wait for it, or name another folder.",
        ru="В {path} уже пишет другой запуск. Дождитесь его или назовите другую папку.",
        be="У {path} ужо піша іншы запуск. Дачакайцеся яго або назавіце іншую папку.",
    ),
    "fleet.worker_died": Words(
        en="A process that made {path} has ended, perhaps for want of memory. Run it again: what is "
        "finished is kept.",
        ru="Процесс, делавший {path}, завершился, возможно, из-за нехватки памяти. Запустите снова: "
        "готовое сохранено.",
        be="Працэс, які рабіў {path}, завяршыўся, магчыма, з-за недахопу памяці. Запусціце зноў: "
        "гатовае захавана.",
    ),
    "fleet.engine_unknown": Words(
        en="{path}: no engine '{value}'. Name one of: {expected}.",
        ru="{path}: движка '{value}' нет. Назовите один из: {expected}.",
        be="{path}: рухавіка '{value}' няма. Назавіце адзін з: {expected}.",
    ),
    "fleet.engine_missing": Words(
        en="{path}: {value} is not installed. Install it: {command}",
        ru="{path}: {value} не установлен. Установите: {command}",
        be="{path}: {value} не ўсталяваны. Усталюйце: {command}",
    ),
    "fleet.engine_where": Words(
        en="{path} says where {value} is; so does {variable}. Give one of them.",
        ru="{path} говорит, где {value}; или {variable}. Укажите одно из них.",
        be="{path} кажа, дзе {value}; або {variable}. Пазначце адно з іх.",
    ),
    "fleet.engine_fault": Words(
        en="{path}: {value} cannot be reached ({reason}). Check the address and that it runs.",
        ru="{path}: {value} недоступен ({reason}). Проверьте адрес и что он запущен.",
        be="{path}: {value} недаступны ({reason}). Праверце адрас і што ён запушчаны.",
    ),
    "fleet.engine_narrow": Words(
        en="{path}: the numbers of this tariff are wider than {value} holds exactly. Use numpy or duckdb.",
        ru="{path}: числа этого тарифа шире, чем {value} хранит точно. Возьмите numpy или duckdb.",
        be="{path}: лікі гэтага тарыфу шырэйшыя, чым {value} захоўвае дакладна. Вазьміце numpy або duckdb.",
    ),
}

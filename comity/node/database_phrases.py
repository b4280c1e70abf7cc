"""The words of a node's database: its driver, its URL and its roles."""

from comity.basis.words import Words

DATABASE = {
    "database.no_driver": Words(
        en="PostgreSQL needs a library that is not here. Install comity[postgres], or psycopg.",
        ru="Для PostgreSQL нужна библиотека, которой здесь нет. Установите comity[postgres] или psycopg.",
        be="Для PostgreSQL патрэбна бібліятэка, якой тут няма. Усталюйце comity[postgres] або psycopg.",
    ),
    "database.not_a_url": Words(
        en="The database is named as postgresql://ROLE@HOST/DATABASE. What is given is not of that form.",
        ru="База данных называется так: postgresql://РОЛЬ@УЗЕЛ/БАЗА. Заданное имеет другой вид.",
        be="База даных называецца так: postgresql://РОЛЯ@ВУЗЕЛ/БАЗА. Зададзенае мае іншы выгляд.",
    ),
    "database.password": Words(
        en=(
            "The URL of the database holds a password, and would be kept where others read it. Put "
            "the password into PGPASSFILE or ~/.pgpass, or the whole URL into COMITY_DATABASE."
        ),
        ru=(
            "В адресе базы данных есть пароль: он сохранился бы там, где его прочтут другие. Запишите"
            " пароль в PGPASSFILE или ~/.pgpass либо весь адрес — в COMITY_DATABASE."
        ),
        be=(
            "У адрасе базы даных ёсць пароль: ён захаваўся б там, дзе яго прачытаюць іншыя. Запішыце "
            "пароль у PGPASSFILE або ~/.pgpass ці ўвесь адрас — у COMITY_DATABASE."
        ),
    ),
    "database.not_durable": Words(
        en=(
            "The database may lose what it has confirmed: {setting} is {value}. Set it to on; a "
            "register is not kept otherwise."
        ),
        ru=(
            "База данных может потерять подтверждённое: {setting} = {value}. Установите on; иначе "
            "реестр не ведётся."
        ),
        be=(
            "База даных можа страціць пацверджанае: {setting} = {value}. Усталюйце on; інакш рэестр "
            "не вядзецца."
        ),
    ),
    "database.no_role": Words(
        en="The database has no role {role}. Create it first: CREATE ROLE {role} LOGIN.",
        ru="В базе данных нет роли {role}. Сначала создайте её: CREATE ROLE {role} LOGIN.",
        be="У базе даных няма ролі {role}. Спачатку стварыце яе: CREATE ROLE {role} LOGIN.",
    ),
    "database.not_apart": Words(
        en=(
            "The role {role} could change what is recorded: it holds {right} on {table}. Give the "
            "node a role that owns nothing and is no superuser."
        ),
        ru=(
            "Роль {role} могла бы изменить записанное: у неё есть право {right} на {table}. Дайте "
            "узлу роль, которая ничем не владеет и не имеет прав суперпользователя."
        ),
        be=(
            "Роля {role} магла б змяніць запісанае: у яе ёсць права {right} на {table}. Дайце вузлу "
            "ролю, якая нічым не валодае і не мае правоў суперкарыстальніка."
        ),
    ),
    "database.other_owner": Words(
        en=(
            "The owner made the tables in another database than the one the role {role} opens. Name "
            "the same database for both."
        ),
        ru=(
            "Владелец создал таблицы не в той базе данных, которую открывает роль {role}. Назовите "
            "для обоих одну и ту же базу."
        ),
        be=(
            "Уладальнік стварыў табліцы не ў той базе даных, якую адкрывае роля {role}. Назавіце для "
            "абодвух адну і тую ж базу."
        ),
    ),
    "database.owner_needed": Words(
        en="The role {role} may not make or alter tables. Name the owner of the database: --owner URL.",
        ru="Роль {role} не вправе создавать и менять таблицы. Укажите владельца базы данных: --owner URL.",
        be=(
            "Роля {role} не мае права ствараць і мяняць табліцы. Пакажыце ўладальніка базы даных: "
            "--owner URL."
        ),
    ),
    "database.in_use": Words(
        en="The database holds the register of another node already. Give each node a database of its own.",
        ru="В этой базе данных уже ведётся реестр другого узла. Дайте каждому узлу свою базу данных.",
        be="У гэтай базе даных ужо вядзецца рэестр іншага вузла. Дайце кожнаму вузлу сваю базу даных.",
    ),
}

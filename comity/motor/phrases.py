"""The words of motor: faults of a contract, and what is said of a premium, a class and coverage."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "motor.state.unknown": Words(
            en="{path}: no motor tariff of the state '{value}' is loaded. Name one of: {expected}.",
            ru="{path}: тариф государства '{value}' не загружен. Укажите одно из: {expected}.",
            be="{path}: тарыф дзяржавы '{value}' не загружаны. Пазначце адну з: {expected}.",
        ),
        "motor.contract.not_a_mapping": Words(
            en="{path}: a contract is a set of named facts, not '{value}'. Write lines such as `limited: yes`.",
            ru="{path}: договор - это набор названных фактов, а не '{value}'. Пишите строки вида `limited: yes`.",
            be="{path}: дагавор - гэта набор названых фактаў, а не '{value}'. Пішыце радкі кшталту `limited: yes`.",
        ),
        "motor.contract.too_large": Words(
            en="{path}: {value} facts are told; a contract has at most {expected}. Send one contract at a time.",
            ru="{path}: указано фактов: {value}; в договоре не более {expected}. Присылайте по одному договору.",
            be="{path}: пазначана фактаў: {value}; у дагаворы не больш за {expected}. Дасылайце па адным дагаворы.",
        ),
        "motor.fact.a_list": Words(
            en="{path}: a list of {value} stands where one value is expected. Only `drivers` is a list.",
            ru="{path}: список из {value} там, где ожидается одно значение. Списком бывает только `drivers`.",
            be="{path}: спіс з {value} там, дзе чакаецца адно значэнне. Спісам бывае толькі `drivers`.",
        ),
        "motor.fact.unknown": Words(
            en="{path}: the law of this state asks for no fact '{value}'. Nearest: {expected}. Rename or leave it out.",
            ru="{path}: право этого государства не спрашивает факта '{value}'. Ближайшие: {expected}. Переименуйте или уберите.",
            be="{path}: права гэтай дзяржавы не пытае факта '{value}'. Найбліжэйшыя: {expected}. Перайменуйце або прыбярыце.",
        ),
        "motor.fact.twice": Words(
            en="{path}: '{value}' is told twice, here and at {expected}. Leave one of them.",
            ru="{path}: '{value}' указано дважды: здесь и в {expected}. Оставьте одно.",
            be="{path}: '{value}' пазначана двойчы: тут і ў {expected}. Пакіньце адно.",
        ),
        "motor.drivers.no_limit": Words(
            en="{path}: {value} drivers are named, and yet there is no limit on them. Leave out the drivers, or say `limited: yes`.",
            ru="{path}: названо водителей: {value}, а ограничения нет. Уберите водителей или укажите `limited: yes`.",
            be="{path}: названа вадзіцеляў: {value}, а абмежавання няма. Прыбярыце вадзіцеляў або пазначце `limited: yes`.",
        ),
        "motor.fact.refused": Words(
            en="{path}: '{value}' cannot be; expected {expected}. Correct it and ask again.",
            ru="{path}: '{value}' не может быть; ожидается {expected}. Исправьте и повторите.",
            be="{path}: '{value}' не можа быць; чакаецца {expected}. Выпраўце і паўтарыце.",
        ),
        "motor.category.unknown": Words(
            en="{path}: no category '{value}' in this tariff; expected {expected}. Take it from the papers of the vehicle.",
            ru="{path}: категории '{value}' в этом тарифе нет; ожидается {expected}. Возьмите её из документов на транспорт.",
            be="{path}: катэгорыі '{value}' у гэтым тарыфе няма; чакаецца {expected}. Вазьміце яе з дакументаў на транспарт.",
        ),
        "motor.class.unknown": Words(
            en="{path}: no bonus-malus class '{value}'; expected {expected}. The insurers' bureau tells the class of a driver.",
            ru="{path}: класса бонус-малус '{value}' нет; ожидается {expected}. Класс водителя сообщает бюро страховщиков.",
            be="{path}: класа бонус-малус '{value}' няма; чакаецца {expected}. Клас вадзіцеля паведамляе бюро страхоўшчыкаў.",
        ),
        "motor.place.unknown": Words(
            en="{path}: no place '{value}' is known. Nearest: {expected}. Write the name or the key of one of them.",
            ru="{path}: место '{value}' неизвестно. Ближайшие: {expected}. Напишите название или код одного из них.",
            be="{path}: месца '{value}' невядомае. Найбліжэйшыя: {expected}. Напішыце назву або код аднаго з іх.",
        ),
        "motor.place.ambiguous": Words(
            en="{path}: '{value}' stands for several places: {expected}. Write the key, or region and town.",
            ru="{path}: '{value}' - это несколько мест: {expected}. Напишите код или регион и город.",
            be="{path}: '{value}' - гэта некалькі месцаў: {expected}. Напішыце код або рэгіён і горад.",
        ),
        "motor.driver.impossible": Words(
            en="{path}: {value} years of experience cannot be at the age of {age}; at most {expected}. Check both.",
            ru="{path}: стаж {value} невозможен в возрасте {age}; не более {expected}. Проверьте оба числа.",
            be="{path}: стаж {value} немагчымы ва ўзросце {age}; не больш за {expected}. Праверце абодва лікі.",
        ),
        "motor.drivers.too_many": Words(
            en="{path}: '{value}' drivers cannot be computed; expected {expected}. Such a contract is priced without a limit on drivers, or by the insurer.",
            ru="{path}: число водителей '{value}' не рассчитывается; ожидается {expected}. Такой договор считают без ограничения водителей или у страховщика.",
            be="{path}: колькасць вадзіцеляў '{value}' не разлічваецца; чакаецца {expected}. Такі дагавор лічаць без абмежавання вадзіцеляў або ў страхоўшчыка.",
        ),
        "motor.base.outside": Words(
            en="{path}: the base rate {value} is outside the corridor of {day}, {low} to {high}. Ask the insurer for its rate of that day.",
            ru="{path}: базовая ставка {value} вне коридора на {day}: от {low} до {high}. Узнайте у страховщика ставку на этот день.",
            be="{path}: базавая стаўка {value} па-за калідорам на {day}: ад {low} да {high}. Даведайцеся ў страхоўшчыка стаўку на гэты дзень.",
        ),
        "motor.premium.not_rounded": Words(
            en="{file}, line {line}: the premium {value} is not whole minor units of the pack's currency. The rule must round it.",
            ru="{file}, строка {line}: премия {value} не выражена в целых минимальных единицах валюты пакета. Правило должно её округлять.",
            be="{file}, радок {line}: прэмія {value} не выражана ў цэлых мінімальных адзінках валюты пакета. Правіла павінна яе акругляць.",
        ),
        "motor.bonus.none": Words(
            en="{path}: the tariff of '{value}' has no rule for the class of the next year. Load one into its pack.",
            ru="{path}: в тарифе '{value}' нет правила о классе следующего года. Загрузите его в пакет.",
            be="{path}: у тарыфе '{value}' няма правіла пра клас наступнага года. Загрузіце яго ў пакет.",
        ),
        "motor.claims.too_many": Words(
            en="{path}: {value} years are told; at most {expected} are followed. Begin with the class of a later year.",
            ru="{path}: указано лет: {value}; прослеживается не более {expected}. Начните с класса более позднего года.",
            be="{path}: пазначана гадоў: {value}; прасочваецца не больш за {expected}. Пачніце з класа пазнейшага года.",
        ),
        "motor.claims.form": Words(
            en="{path}: '{value}' is not a list of counts of claims. Write one count a year, as 0,0,1.",
            ru="{path}: '{value}' - не список чисел страховых случаев. Пишите по числу на год, например 0,0,1.",
            be="{path}: '{value}' - не спіс лікаў страхавых выпадкаў. Пішыце па ліку на год, напрыклад 0,0,1.",
        ),
        "motor.specimen.unknown": Words(
            en="{path}: the pack has no specimen '{value}'. Name one of: {expected}.",
            ru="{path}: в пакете нет образца '{value}'. Укажите один из: {expected}.",
            be="{path}: у пакеце няма ўзору '{value}'. Пазначце адзін з: {expected}.",
        ),
        "motor.quote.nothing": Words(
            en="{path}: no contract is given. Name a FILE, or facts with --fact NAME=VALUE.",
            ru="{path}: договор не указан. Назовите файл или факты через --fact ИМЯ=ЗНАЧЕНИЕ.",
            be="{path}: дагавор не пазначаны. Назавіце файл або факты праз --fact ІМЯ=ЗНАЧЭННЕ.",
        ),
        "motor.say.premium": Words(
            en="Premium on {day}: {amount}", ru="Премия на {day}: {amount}", be="Прэмія на {day}: {amount}"
        ),
        "motor.say.not_determined": Words(
            en="Premium on {day}: not determined yet",
            ru="Премия на {day}: пока не определена",
            be="Прэмія на {day}: пакуль не вызначана",
        ),
        "motor.say.between": Words(
            en="Premium on {day}: not determined yet, between {low} and {high}",
            ru="Премия на {day}: пока не определена, от {low} до {high}",
            be="Прэмія на {day}: пакуль не вызначана, ад {low} да {high}",
        ),
        "motor.say.gap": Words(
            en="Premium on {day}: cannot be computed",
            ru="Премия на {day}: расчёт невозможен",
            be="Прэмія на {day}: разлік немагчымы",
        ),
        "motor.say.missing": Words(
            en="{path} is not given: {what}. Expected {expected}.",
            ru="{path} не указано: {what}. Ожидается {expected}.",
            be="{path} не пазначана: {what}. Чакаецца {expected}.",
        ),
        "motor.say.missing_class": Words(
            en="{path} is not given: {what}. Expected {expected}; {first} for one without history.",
            ru="{path} не указано: {what}. Ожидается {expected}; {first}, если истории нет.",
            be="{path} не пазначана: {what}. Чакаецца {expected}; {first}, калі гісторыі няма.",
        ),
        "motor.say.doubt": Words(
            en="Unconfirmed (C): {what}: {act}.",
            ru="Не подтверждено (C): {what}: {act}.",
            be="Не пацверджана (C): {what}: {act}.",
        ),
        "motor.say.confidence": Words(
            en="Confidence of the whole: {confidence}. Sources checked on {checked}.",
            ru="Достоверность в целом: {confidence}. Источники проверены {checked}.",
            be="Пэўнасць у цэлым: {confidence}. Крыніцы правераны {checked}.",
        ),
        "motor.say.class": Words(
            en="Class on the law of {day}: {value}",
            ru="Класс по праву на {day}: {value}",
            be="Клас паводле права на {day}: {value}",
        ),
        "motor.say.computable": Words(en="computed", ru="рассчитывается", be="разлічваецца"),
        "motor.say.no_place": Words(en="no place asked", ru="место не нужно", be="месца не патрэбна"),
        "motor.say.places": Words(en="{count} places", ru="мест: {count}", be="месцаў: {count}"),
        "motor.say.coverage": Words(
            en="What can be computed: {state}",
            ru="Что можно рассчитать: {state}",
            be="Што можна разлічыць: {state}",
        ),
        "motor.head.step": Words(en="Step", ru="Шаг", be="Крок"),
        "motor.head.value": Words(en="Value", ru="Значение", be="Значэнне"),
        "motor.head.act": Words(en="By", ru="Основание", be="Падстава"),
        "motor.head.sure": Words(en="Conf.", ru="Дост.", be="Пэўн."),
        "motor.head.what": Words(en="What", ru="Что", be="Што"),
        "motor.head.where": Words(en="Where", ru="Где", be="Дзе"),
        "motor.head.days": Words(en="Days", ru="Дни", be="Дні"),
        "motor.head.answer": Words(en="Answer", ru="Ответ", be="Адказ"),
        "motor.head.year": Words(en="Year", ru="Год", be="Год"),
        "motor.head.before": Words(en="Before", ru="До", be="Да"),
        "motor.head.claims": Words(en="Claims", ru="Случаи", be="Выпадкі"),
        "motor.head.after": Words(en="After", ru="После", be="Пасля"),
        "motor.head.coefficient": Words(en="Coefficient", ru="Коэффициент", be="Каэфіцыент"),
        "motor.fleet.no_id_column": Words(
            en="{path}: the file has no column `id`; it has {expected}. Name the column that tells the vehicles apart `id`.",
            ru="{path}: в файле нет столбца `id`; есть {expected}. Назовите `id` столбец, по которому различаются машины.",
            be="{path}: у файле няма слупка `id`; ёсць {expected}. Назавіце `id` слупок, па якім адрозніваюцца машыны.",
        ),
        "motor.fleet.column_twice": Words(
            en="{path}: the column '{value}' stands twice in the file. Leave one of them.",
            ru="{path}: столбец '{value}' стоит в файле дважды. Оставьте один.",
            be="{path}: слупок '{value}' стаіць у файле двойчы. Пакіньце адзін.",
        ),
        "motor.fleet.no_id": Words(
            en="{path}: the row has no id. Give each row one of its own.",
            ru="{path}: у строки нет id. Дайте каждой строке свой.",
            be="{path}: у радка няма id. Дайце кожнаму радку свой.",
        ),
        "motor.fleet.id_too_long": Words(
            en="{path}: the id '{value}…' is longer than {expected} bytes. Use a shorter one.",
            ru="{path}: id '{value}…' длиннее {expected} байт. Возьмите короче.",
            be="{path}: id '{value}…' даўжэйшы за {expected} байт. Вазьміце карацейшы.",
        ),
        "motor.fleet.not_text": Words(
            en="{path}: '{value}' is not UTF-8. Save the file again as UTF-8.",
            ru="{path}: '{value}' - не UTF-8. Сохраните файл заново в UTF-8.",
            be="{path}: '{value}' - не UTF-8. Захавайце файл нанова ў UTF-8.",
        ),
        "motor.fleet.missing": Words(
            en="{path} is not told; missing: {missing}. Fill these in.",
            ru="{path} не указано; не хватает: {missing}. Заполните их.",
            be="{path} не пазначана; не хапае: {missing}. Запоўніце іх.",
        ),
        "motor.fleet.gap": Words(
            en="{path}, {day}: {why}",
            ru="{path}, {day}: {why}",
            be="{path}, {day}: {why}",
        ),
    }
)

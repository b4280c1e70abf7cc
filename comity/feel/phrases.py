"""The words of FEEL's refusals and messages."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "feel.syntax": Words(
            en="The text is not FEEL: at letter {place} it has {found}. Mend the expression in the model.",
            ru="Текст не является выражением FEEL: на месте {place} стоит {found}. Исправьте выражение в модели.",
            be="Тэкст не з'яўляецца выразам FEEL: на месцы {place} стаіць {found}. Выпраўце выраз у мадэлі.",
        ),
        "feel.too_long": Words(
            en="The expression has {letters} letters; at most {most} are read. Split it into several decisions.",
            ru="В выражении {letters} знаков; читается не более {most}. Разделите его на несколько решений.",
            be="У выразе {letters} знакаў; чытаецца не больш за {most}. Падзяліце яго на некалькі рашэнняў.",
        ),
        "feel.too_deep": Words(
            en="The expression has more than {most} levels of brackets. Split it into several decisions.",
            ru="В выражении более {most} уровней скобок. Разделите его на несколько решений.",
            be="У выразе больш за {most} узроўняў дужак. Падзяліце яго на некалькі рашэнняў.",
        ),
        "feel.model_xml": Words(
            en="The model cannot be read as XML near line {line}: {reason}. Export it anew from the tool that made it.",
            ru="Модель не читается как XML около строки {line}: {reason}. Выгрузите ее заново из программы, где она создана.",
            be="Мадэль не чытаецца як XML каля радка {line}: {reason}. Выгрузіце яе нанова з праграмы, дзе яна створана.",
        ),
        "feel.model_too_large": Words(
            en="The model has {size} bytes; at most {most} are read. Split it into models that import one another.",
            ru="Размер модели {size} байт; читается не более {most}. Разделите ее на модели, импортирующие друг друга.",
            be="Памер мадэлі {size} байт; чытаецца не больш за {most}. Падзяліце яе на мадэлі, якія імпартуюць адна адну.",
        ),
        "feel.not_a_model": Words(
            en="The file is XML but no decision model: it begins with {found}, not with definitions of DMN.",
            ru="Файл в формате XML, но это не модель решений: он начинается с {found}, а не с definitions DMN.",
            be="Файл у фармаце XML, але гэта не мадэль рашэнняў: ён пачынаецца з {found}, а не з definitions DMN.",
        ),
        "feel.model_unknown": Words(
            en="The model has no decision or service named {name}. Names are those of the variables, letter by letter.",
            ru="В модели нет решения или сервиса с именем {name}. Имена берутся у переменных, буква в букву.",
            be="У мадэлі няма рашэння або сэрвісу з імем {name}. Імёны бяруцца ў зменных, літара ў літару.",
        ),
        "feel.edition": Words(
            en="DMN {edition} is not written; these editions are: {known}.",
            ru="DMN {edition} не записывается; возможны версии: {known}.",
            be="DMN {edition} не запісваецца; магчымыя версіі: {known}.",
        ),
        "feel.not_law": Words(
            en="{name} of the model cannot stand in a pack, which needs {expected}. Rewrite that part in the model.",
            ru="Элемент {name} модели не может войти в пакет; требуется: {expected}. Перепишите эту часть модели.",
            be="Элемент {name} мадэлі не можа ўвайсці ў пакет; патрабуецца: {expected}. Перапішыце гэту частку мадэлі.",
        ),
        "feel.fact_unknown": Words(
            en="{path} is no input of the model. It has: {expected}.",
            ru="{path} не является входом модели. В ней есть: {expected}.",
            be="{path} не з'яўляецца ўваходам мадэлі. У ёй ёсць: {expected}.",
        ),
        "feel.fact": Words(
            en='{path}: {value} has no value as {expected}. Write it as FEEL does: 12.5, true, "a text", [1, 2].',
            ru='{path}: у {value} нет значения типа {expected}. Запишите по правилам FEEL: 12.5, true, "текст", [1, 2].',
            be='{path}: у {value} няма значэння тыпу {expected}. Запішыце па правілах FEEL: 12.5, true, "тэкст", [1, 2].',
        ),
        "feel.no_decision": Words(
            en="Say which decision is asked for, with {path}. The model has: {expected}.",
            ru="Укажите нужное решение в {path}. В модели есть: {expected}.",
            be="Пазначце патрэбнае рашэнне ў {path}. У мадэлі ёсць: {expected}.",
        ),
        "feel.say.written": Words(
            en="Written: {path}.",
            ru="Записано: {path}.",
            be="Запісана: {path}.",
        ),
        "feel.null": Words(
            en="{where} has no value: {why}. FEEL makes it null.",
            ru="{where}: значения нет ({why}). В FEEL это null.",
            be="{where}: значэння няма ({why}). У FEEL гэта null.",
        ),
    }
)

"""The words of what a node does by itself, and of what it asks others over HTTP."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

WORK = {
    "work.unheard": Words(
        en="No peer or witness has answered since the node started, so nobody has said that this database is not an old backup. Acts wait for their numbers until one answers; comity work --alone goes on without.",
        ru="С запуска узла не ответил ни один другой узел или свидетель, и никто не подтвердил, что эта база данных — не старая резервная копия. Акты ждут номеров, пока кто-нибудь не ответит; без этого работает comity work --alone.",
        be="З запуску вузла не адказаў ніводны іншы вузел або сведка, і ніхто не пацвердзіў, што гэта база даных — не старая рэзервовая копія. Акты чакаюць нумароў, пакуль хтосьці не адкажа; без гэтага працуе comity work --alone.",
    ),
    "work.published": Words(
        en="The log {origin} is published, entries: {size}.",
        ru="Журнал {origin} опубликован, записей: {size}.",
        be="Журнал {origin} апублікаваны, запісаў: {size}.",
    ),
    "work.cosigned": Words(
        en="{witness} has cosigned the log, entries: {size}.",
        ru="{witness} соподписал журнал, записей: {size}.",
        be="{witness} суподпісаў журнал, запісаў: {size}.",
    ),
    "work.imported": Words(
        en="The log {origin} is imported, entries: {before} before, {size} now.",
        ru="Журнал {origin} импортирован, записей: было {before}, стало {size}.",
        be="Журнал {origin} імпартаваны, запісаў: было {before}, стала {size}.",
    ),
    "work.reexamined": Words(
        en="The imported log {origin} is examined by the new trust list, entries that stand otherwise now: {count}.",
        ru="Импортированный журнал {origin} проверен по новому списку доверия, записей с другим статусом: {count}.",
        be="Імпартаваны журнал {origin} правераны па новым спісе даверу, запісаў з іншым статусам: {count}.",
    ),
    "work.trust_taken": Words(
        en="Trust list {version} of the domain {domain} counts here from now on.",
        ru="Отныне здесь действует список доверия {version} домена {domain}.",
        be="Цяпер тут дзейнічае спіс даверу {version} дамена {domain}.",
    ),
    "work.not_cosigned": Words(
        en="The witness at {node} does not cosign the log, entries: {size} ({reason}). It is asked again.",
        ru="Свидетель {node} не соподписывает журнал, записей: {size} ({reason}). Запрос будет повторён.",
        be="Сведка {node} не суподпісвае журнал, запісаў: {size} ({reason}). Запыт будзе паўтораны.",
    ),
    "work.not_imported": Words(
        en="Nothing more is imported of the log {origin} from {node}, entries here: {size} ({reason}).",
        ru="Из журнала {origin} узла {node} больше ничего не импортируется, записей здесь: {size} ({reason}).",
        be="З журнала {origin} вузла {node} больш нічога не імпартуецца, запісаў тут: {size} ({reason}).",
    ),
    "work.no_log": Words(
        en="What {node} shows as the state of its log is none. Check the address.",
        ru="То, что {node} показывает как состояние журнала, им не является. Проверьте адрес.",
        be="Тое, што {node} паказвае як стан журнала, ім не з'яўляецца. Праверце адрас.",
    ),
    "work.unknown_log": Words(
        en="{node} shows the log {origin}, which the trust list does not name as another node's.",
        ru="{node} показывает журнал {origin}, которого нет в списке доверия как журнала другого узла.",
        be="{node} паказвае журнал {origin}, якога няма ў спісе даверу як журнала іншага вузла.",
    ),
    "work.database": Words(
        en="The database does not answer ({reason}). It is tried again.",
        ru="База данных не отвечает ({reason}). Будет новая попытка.",
        be="База даных не адказвае ({reason}). Будзе новая спроба.",
    ),
    "asking.not_imported": Words(
        en="{path}: no one imported act has the id {act}. Write eight digits of it or more, of an act of a peer's log.",
        ru="{path}: нет единственного импортированного акта с номером {act}. Укажите от восьми знаков номера акта из журнала другого узла.",
        be="{path}: няма адзінага імпартаванага акта з нумарам {act}. Пазначце ад васьмі знакаў нумара акта з журнала іншага вузла.",
    ),
    "asking.no_match": Words(
        en="What came does not open the digests in the act {act}. Do not use it; call the node that sent it.",
        ru="Полученное не соответствует хешам в акте {act}. Не используйте его; свяжитесь с узлом, который его прислал.",
        be="Атрыманае не адпавядае хэшам у акце {act}. Не выкарыстоўвайце яго; звяжыцеся з вузлом, які яго даслаў.",
    ),
    "wire.unreachable": Words(
        en="{node} cannot be reached ({reason}).",
        ru="{node} недоступен ({reason}).",
        be="{node} недаступны ({reason}).",
    ),
    "wire.status": Words(
        en="{node} answers {status} where {path} is asked for.",
        ru="{node} отвечает {status} на запрос {path}.",
        be="{node} адказвае {status} на запыт {path}.",
    ),
    "wire.too_much": Words(
        en="{node} answers with more than {limit} bytes, or takes longer than {seconds} seconds.",
        ru="Ответ {node} больше {limit} байт или идёт дольше {seconds} с.",
        be="Адказ {node} большы за {limit} байт або ідзе даўжэй за {seconds} с.",
    ),
    "wire.refused": Words(
        en="{node} refuses the request ({status} {reason}).",
        ru="{node} отклоняет запрос ({status} {reason}).",
        be="{node} адхіляе запыт ({status} {reason}).",
    ),
}

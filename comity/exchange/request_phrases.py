"""The words of a request for what an act says of persons."""

from comity.basis.words import Words

REQUEST = {
    "request.broken": Words(
        en="This is not a request for disclosures, or not the answer to it (wrong: {part}).",
        ru="Это не запрос персональных данных или не ответ на него (неверно: {part}).",
        be="Гэта не запыт персанальных даных або не адказ на яго (няправільна: {part}).",
    ),
    "request.unknown_key": Words(
        en="The key {kid} is no caller's on the trust list. Publish it there in the role caller.",
        ru="Ключ {kid} не значится в списке доверия как ключ запрашивающего. Внесите его с ролью caller.",
        be="Ключ {kid} не значыцца ў спісе даверу як ключ таго, хто запытвае. Унясіце яго з роляй caller.",
    ),
    "request.key_early": Words(
        en="The caller's key {kid} is not good yet.",
        ru="Ключ запрашивающего {kid} ещё не действует.",
        be="Ключ таго, хто запытвае, {kid} яшчэ не дзейнічае.",
    ),
    "request.key_ended": Words(
        en="The caller's key {kid} is no longer good. Ask by the newer one.",
        ru="Ключ запрашивающего {kid} больше не действует. Запросите новым ключом.",
        be="Ключ таго, хто запытвае, {kid} больш не дзейнічае. Запытайце новым ключом.",
    ),
    "request.key_revoked": Words(
        en="The caller's key {kid} is revoked.",
        ru="Ключ запрашивающего {kid} отозван.",
        be="Ключ таго, хто запытвае, {kid} адкліканы.",
    ),
    "request.bad_signature": Words(
        en="The request is not signed by the caller's key {kid}.",
        ru="Запрос не подписан ключом запрашивающего {kid}.",
        be="Запыт не падпісаны ключом таго, хто запытвае, {kid}.",
    ),
    "request.other_node": Words(
        en="The request is for the node {to}, not for this one.",
        ru="Запрос обращён к узлу {to}, а не к этому.",
        be="Запыт звернуты да вузла {to}, а не да гэтага.",
    ),
    "request.other_time": Words(
        en="The request is {seconds} s off the time here; {limit} s are allowed. Set the clock.",
        ru="Время запроса отличается от здешнего на {seconds} с, допускается {limit} с. Проверьте часы.",
        be="Час запыту адрозніваецца ад тутэйшага на {seconds} с, дапускаецца {limit} с. Праверце гадзіннік.",
    ),
    "request.used": Words(
        en="The request {nonce} was answered before. Sign a new one.",
        ru="На запрос {nonce} уже был ответ. Подпишите новый.",
        be="На запыт {nonce} ужо быў адказ. Падпішыце новы.",
    ),
}

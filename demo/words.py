"""What the demo tells between its commands, in the three languages."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "demo.begin": Words(
            en="Two nodes, one a state, on this machine: [ru] or [by] before a command says whose node is asked. The day is pinned to {day}. The makers are invented, the law is real.",
            ru="Два узла, каждый — государство, на этой машине: [ru] или [by] перед командой показывает, чей узел спрашивают. День закреплён: {day}. Изготовители вымышлены, право настоящее.",
            be="Два вузлы, кожны — дзяржава, на гэтай машыне: [ru] ці [by] перад камандай паказвае, чый вузел пытаюць. Дзень замацаваны: {day}. Вытворцы выдуманыя, права сапраўднае.",
        ),
        "demo.setup": Words(
            en="Keys, officials, and a trust list that both nodes sign",
            ru="Ключи, должностные лица и список доверия, подписанный обоими узлами",
            be="Ключы, службовыя асобы і спіс даверу, падпісаны абодвума вузламі",
        ),
        "demo.start": Words(
            en="Both nodes are started. Each numbers its own acts, takes the other's log and cosigns it; lines with a time are from a node's own log",
            ru="Оба узла запущены. Каждый нумерует свои акты, забирает журнал другого и заверяет его; строки с временем — из журнала работы узла",
            be="Абодва вузлы запушчаны. Кожны нумаруе свае акты, забірае журнал другога і завярае яго; радкі з часам — з журнала працы вузла",
        ),
        "demo.winch": Words(
            en="The Belarusian node issues an expert act for a winch made there",
            ru="Белорусский узел выдаёт акт экспертизы на лебёдку, изготовленную там",
            be="Беларускі вузел выдае акт экспертызы на лябёдку, вырабленую там",
        ),
        "demo.counts": Words(
            en="What that act counts for in Russia: asked of Russian rules, before any application",
            ru="За что этот акт засчитывается в России: по российским правилам, до всякого заявления",
            be="За што гэты акт залічваецца ў Расіі: па расійскіх правілах, да ўсякай заявы",
        ),
        "demo.first": Words(
            en="A lift maker applies with that winch. The first version lacks points",
            ru="Изготовитель лифтов подаёт заявление с этой лебёдкой. В первой версии не хватает баллов",
            be="Вытворца ліфтаў падае заяву з гэтай лябёдкай. У першай версіі не хапае балаў",
        ),
        "demo.refused": Words(
            en="Two officials refuse it, with the reasons in a signed act",
            ru="Два должностных лица отказывают, с причинами в подписанном акте",
            be="Дзве службовыя асобы адмаўляюць, з прычынамі ў падпісаным акце",
        ),
        "demo.second": Words(
            en="The second version has every line. One official proposes",
            ru="Во второй версии есть все строки. Одно должностное лицо предлагает",
            be="У другой версіі ёсць усе радкі. Адна службовая асоба прапануе",
        ),
        "demo.same": Words(
            en="The same official cannot also approve",
            ru="Одно и то же лицо не может и одобрить",
            be="Тая самая асоба не можа і ўхваліць",
        ),
        "demo.issue": Words(
            en="Another official comes to the same digest; the act is signed, logged, and cosigned by the peer",
            ru="Другое лицо приходит к тому же отпечатку; акт подписан, внесён в журнал и заверен вторым узлом",
            be="Іншая асоба прыходзіць да таго ж адбітка; акт падпісаны, унесены ў журнал і завераны другім вузлом",
        ),
        "demo.paper": Words(
            en="The certificate on paper, with its QR code",
            ru="Сертификат на бумаге, с QR-кодом",
            be="Сертыфікат на паперы, з QR-кодам",
        ),
        "demo.verify": Words(
            en="The Belarusian node verifies it with the network off, and says what it counts for there",
            ru="Белорусский узел проверяет его без сети и говорит, за что он засчитывается там",
            be="Беларускі вузел правярае яго без сеткі і кажа, за што ён залічваецца там",
        ),
        "demo.forged": Words(
            en="A forged one: more points, signed with a key nobody trusts",
            ru="Поддельный: больше баллов, подписан ключом, которому никто не доверяет",
            be="Падроблены: больш балаў, падпісаны ключом, якому ніхто не давярае",
        ),
        "demo.tampered": Words(
            en="A tampered one: one character of the QR text changed",
            ru="Изменённый: в тексте QR-кода заменён один знак",
            be="Зменены: у тэксце QR-кода заменены адзін знак",
        ),
        "demo.january": Words(
            en="What 1 January 2027 changes: the threshold of lifts",
            ru="Что меняет 1 января 2027 года: порог для лифтов",
            be="Што змяняе 1 студзеня 2027 года: парог для ліфтаў",
        ),
        "demo.third": Words(
            en="A lift of 120 points filed in September holds to the end of 2026",
            ru="Лифт на 120 баллов, поданный в сентябре, действителен до конца 2026 года",
            be="Ліфт на 120 балаў, пададзены ў верасні, дзейнічае да канца 2026 года",
        ),
        "demo.fourth": Words(
            en="The same lift filed in November must meet both years, and fails the second",
            ru="Тот же лифт, поданный в ноябре, должен отвечать обоим годам и не проходит второй",
            be="Той самы ліфт, пададзены ў лістападзе, павінен адпавядаць абодвум гадам і не праходзіць другі",
        ),
        "demo.gap": Words(
            en="A gap in the law is said, not bridged: machine tools have no threshold from 2027",
            ru="Пробел в праве называется, а не заполняется: у станков с 2027 года нет порога",
            be="Прабел у праве называецца, а не запаўняецца: у станкоў з 2027 года няма парога",
        ),
        "demo.later": Words(
            en="Four days later, with a backup of one node kept, two officials withdraw the certificate",
            ru="Через четыре дня: резервная копия одного узла сохранена, затем два должностных лица отзывают сертификат",
            be="Праз чатыры дні: рэзервовая копія аднаго вузла захавана, потым дзве службовыя асобы адклікаюць сертыфікат",
        ),
        "demo.cut": Words(
            en="One node is cut off. The other goes on and issues the certificate anew: signed and logged, but nobody has cosigned it",
            ru="Один узел отрезан. Другой работает дальше и выдаёт сертификат заново: акт подписан и внесён в журнал, но никем не заверен",
            be="Адзін вузел адрэзаны. Другі працуе далей і выдае сертыфікат нанова: акт падпісаны і ўнесены ў журнал, але нікім не завераны",
        ),
        "demo.back": Words(
            en="The node that was cut off is back: it catches up by itself, cosigns, and the new certificate is valid",
            ru="Отрезанный узел вернулся: он сам навёрстывает упущенное, заверяет журнал, и новый сертификат действителен",
            be="Адрэзаны вузел вярнуўся: ён сам даганяе прапушчанае, завярае журнал, і новы сертыфікат сапраўдны",
        ),
        "demo.withdrawn": Words(
            en="The old one is withdrawn: the status list says so",
            ru="Старый отозван: это видно в списке статусов",
            be="Стары адкліканы: гэта відаць у спісе статусаў",
        ),
        "demo.backup": Words(
            en="The backup is put back, and with it the log of four days ago. The node asks the other one first, finds out that it is behind, and numbers nothing",
            ru="Резервная копия возвращена, а с ней и журнал четырёхдневной давности. Узел сначала спрашивает другой, узнаёт, что отстал, и ничего не нумерует",
            be="Рэзервовая копія вернута, а з ёй і журнал чатырохдзённай даўнасці. Вузел спачатку пытаецца ў другога, даведваецца, што адстаў, і нічога не нумаруе",
        ),
        "demo.recover": Words(
            en="What was lost comes back from the copy that the other node keeps, and is checked against this node's own signature",
            ru="Утраченное возвращается из копии, которую хранит другой узел, и сверяется с подписью самого узла",
            be="Страчанае вяртаецца з копіі, якую захоўвае другі вузел, і звяраецца з подпісам самога вузла",
        ),
        "demo.thief": Words(
            en="A thief has the backup with its keys: he writes another history of the same log and answers in the node's place. The other node takes none of it",
            ru="У вора есть резервная копия с ключами: он пишет другую историю того же журнала и отвечает вместо узла. Другой узел ничего из неё не берёт",
            be="У злодзея ёсць рэзервовая копія з ключамі: ён піша іншую гісторыю таго ж журнала і адказвае замест вузла. Другі вузел нічога з яе не бярэ",
        ),
        "demo.evidence": Words(
            en="Both histories are signed, and stand in one file that proves it to anybody, without a node and without a network",
            ru="Обе истории подписаны и лежат в одном файле, который доказывает это кому угодно, без узла и без сети",
            be="Абедзве гісторыі падпісаны і ляжаць у адным файле, які даказвае гэта каму заўгодна, без вузла і без сеткі",
        ),
        "demo.goes_on": Words(
            en="All else goes on: the true node is back, takes the other one's new act and cosigns its log",
            ru="Всё остальное продолжается: настоящий узел вернулся, забирает новый акт другого и заверяет его журнал",
            be="Усё астатняе працягваецца: сапраўдны вузел вярнуўся, забірае новы акт другога і завярае яго журнал",
        ),
        "demo.altered": Words(
            en="An administrator changes one act in the database: the check of the log names the row",
            ru="Администратор меняет один акт в базе данных: проверка журнала называет строку",
            be="Адміністратар мяняе адзін акт у базе даных: праверка журнала называе радок",
        ),
        "demo.end": Words(
            en="Done in {seconds} s. Look at {paths}. The nodes stand in {home}. To go on: '. .venv/bin/activate', then 'comity --help'; docs/learn/first-steps.md tells what happened and why.",
            ru="Готово за {seconds} с. Смотрите {paths}. Узлы находятся в {home}. Дальше: '. .venv/bin/activate', затем 'comity --help'; что произошло и почему — в docs/learn/first-steps.md.",
            be="Гатова за {seconds} с. Глядзіце {paths}. Вузлы знаходзяцца ў {home}. Далей: '. .venv/bin/activate', потым 'comity --help'; што адбылося і чаму — у docs/learn/first-steps.md.",
        ),
    }
)

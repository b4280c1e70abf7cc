"""What the demo tells between its commands, in the three languages."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "demo.begin": Words(
            en="Two nodes, one a state, on this machine: [ru] or [by] before a command says whose node is asked. The day is pinned to {day}. The makers are invented, the law is real.",
            ru="Два узла, каждый - государство, на этой машине: [ru] или [by] перед командой показывает, чей узел спрашивают. День закреплён: {day}. Изготовители вымышлены, право настоящее.",
            be="Два вузлы, кожны - дзяржава, на гэтай машыне: [ru] ці [by] перад камандай паказвае, чый вузел пытаюць. Дзень замацаваны: {day}. Вытворцы выдуманыя, права сапраўднае.",
        ),
        "demo.setup": Words(
            en="Keys, officials, and a trust list that both nodes accept",
            ru="Ключи, должностные лица и список доверия, принятый обоими узлами",
            be="Ключы, службовыя асобы і спіс даверу, прыняты абодвума вузламі",
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
        "demo.withdrawn": Words(
            en="A withdrawn one: two officials withdraw it, and the status list says so",
            ru="Отозванный: два должностных лица отзывают его, и это видно в списке статусов",
            be="Адкліканы: дзве службовыя асобы адклікаюць яго, і гэта відаць у спісе статусаў",
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
        "demo.end": Words(
            en="Done in {seconds} s. Look at {paths}. The nodes stand in {home}. To go on: '. .venv/bin/activate', then 'comity --help'; docs/learn/first-steps.md tells what happened and why.",
            ru="Готово за {seconds} с. Смотрите {paths}. Узлы находятся в {home}. Дальше: '. .venv/bin/activate', затем 'comity --help'; что произошло и почему - в docs/learn/first-steps.md.",
            be="Гатова за {seconds} с. Глядзіце {paths}. Вузлы знаходзяцца ў {home}. Далей: '. .venv/bin/activate', потым 'comity --help'; што адбылося і чаму - у docs/learn/first-steps.md.",
        ),
    }
)

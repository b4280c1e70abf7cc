"""What the reader of plug-ins (node/algorithms) says, in three languages."""

from comity.basis.words import Words

ALGORITHMS = {
    "algorithms.bad_number": Words(
        en="{package} adds a signature algorithm under “{name}”. That is no negative whole number, or one "
        "that is built in. Name another in its entry point, below -65536 for private use.",
        ru="{package} добавляет алгоритм подписи под именем «{name}». Это не целое отрицательное число или"
        " номер встроенного алгоритма. Укажите в точке входа другой, для частного использования меньше "
        "-65536.",
        be="{package} дадае алгарытм подпісу пад імем «{name}». Гэта не цэлы адмоўны лік або нумар "
        "убудаванага алгарытму. Пазначце ў пункце ўваходу іншы, для прыватнага выкарыстання меншы за "
        "-65536.",
    ),
    "algorithms.number_twice": Words(
        en="Two plug-ins want the algorithm number {number}: {packages}. Uninstall one of them.",
        ru="Номер алгоритма {number} заявлен двумя расширениями: {packages}. Удалите одно из них.",
        be="Нумар алгарытму {number} заяўлены двума пашырэннямі: {packages}. Выдаліце адно з іх.",
    ),
    "algorithms.not_loaded": Words(
        en="The signature algorithm {number} of {package} cannot be loaded ({reason}). Install what it "
        "needs, or uninstall it.",
        ru="Алгоритм подписи {number} из {package} не загружается ({reason}). Установите то, что ему "
        "нужно, или удалите его.",
        be="Алгарытм подпісу {number} з {package} не загружаецца ({reason}). Усталюйце тое, што яму трэба,"
        " або выдаліце яго.",
    ),
    "algorithms.not_a_row": Words(
        en="The entry point {number} of {package} gives no algorithm with a name of Latin letters, digits "
        "and dashes and with keys of {sizes} bytes. It is not used: ask its maker for another version.",
        ru="Точка входа {number} из {package} не даёт алгоритма с именем из латинских букв, цифр и дефисов и "
        "с ключами длиной {sizes} байт. Он не используется: запросите у разработчика другую версию.",
        be="Пункт уваходу {number} з {package} не дае алгарытму з імем з лацінскіх літар, лічбаў і злучкоў і "
        "з ключамі даўжынёй {sizes} байт. Ён не выкарыстоўваецца: запытайце ў распрацоўшчыка іншую версію.",
    ),
    "algorithms.name_taken": Words(
        en="The signature algorithm {number} of {package} calls itself {name}, as one that is built in. It "
        "is not used: ask its maker for another version.",
        ru="Алгоритм подписи {number} из {package} называет себя {name}, как встроенный. Он не используется: "
        "запросите у разработчика другую версию.",
        be="Алгарытм подпісу {number} з {package} называе сябе {name}, як убудаваны. Ён не выкарыстоўваецца: "
        "запытайце ў распрацоўшчыка іншую версію.",
    ),
    "algorithms.raised": Words(
        en="The signature algorithm {number} of {package} broke down in {function} ({reason}). Whether the"
        " signature holds is not known. Check what {package} needs to run.",
        ru="Алгоритм подписи {number} из {package} дал сбой в {function} ({reason}). Верна ли подпись, "
        "неизвестно. Проверьте, что нужно {package} для работы.",
        be="Алгарытм подпісу {number} з {package} даў збой у {function} ({reason}). Ці правільны подпіс, "
        "невядома. Праверце, што трэба {package} для працы.",
    ),
    "algorithms.other_type": Words(
        en="The signature algorithm {number} of {package} answers in {function} with {kind}, which is not "
        "what it must give. It is not used: ask its maker for another version.",
        ru="Алгоритм подписи {number} из {package} отвечает в {function} значением вида {kind}, а должен "
        "другим. Он не используется: запросите у разработчика другую версию.",
        be="Алгарытм подпісу {number} з {package} адказвае ў {function} значэннем віду {kind}, а павінен "
        "іншым. Ён не выкарыстоўваецца: запытайце ў распрацоўшчыка іншую версію.",
    ),
    "algorithms.bad_keys": Words(
        en="The signature algorithm {number} of {package} does not give each secret a public key of its "
        "own, {size} bytes long. It is not used: ask its maker for another version.",
        ru="Алгоритм подписи {number} из {package} не даёт каждому секрету свой открытый ключ длиной "
        "{size} байт. Он не используется: запросите у разработчика другую версию.",
        be="Алгарытм подпісу {number} з {package} не дае кожнаму сакрэту свой адкрыты ключ даўжынёй {size}"
        " байт. Ён не выкарыстоўваецца: запытайце ў распрацоўшчыка іншую версію.",
    ),
    "algorithms.no_identifier": Words(
        en="The signature algorithm {number} of {package} does not write each key as a COSE key of its "
        "own. It is not used: ask its maker for another version.",
        ru="Алгоритм подписи {number} из {package} не записывает каждый ключ как отдельный ключ COSE. Он "
        "не используется: запросите у разработчика другую версию.",
        be="Алгарытм подпісу {number} з {package} не запісвае кожны ключ як асобны ключ COSE. Ён не "
        "выкарыстоўваецца: запытайце ў распрацоўшчыка іншую версію.",
    ),
    "algorithms.refuses_own": Words(
        en="The signature algorithm {number} of {package} does not accept its own signature. It is not "
        "used: ask its maker for another version.",
        ru="Алгоритм подписи {number} из {package} не принимает собственную подпись. Он не используется: "
        "запросите у разработчика другую версию.",
        be="Алгарытм подпісу {number} з {package} не прымае ўласны подпіс. Ён не выкарыстоўваецца: "
        "запытайце ў распрацоўшчыка іншую версію.",
    ),
    "algorithms.accepts_tampered": Words(
        en="The signature algorithm {number} of {package} accepts a changed message, a changed signature "
        "or a wrong key. It is not used: uninstall it.",
        ru="Алгоритм подписи {number} из {package} принимает изменённое сообщение, изменённую подпись или "
        "чужой ключ. Он не используется: удалите его.",
        be="Алгарытм подпісу {number} з {package} прымае змененае паведамленне, зменены подпіс або чужы "
        "ключ. Ён не выкарыстоўваецца: выдаліце яго.",
    ),
}

"""The words of the shared errors."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "canonical.too_large": Words(
            en="The data is {size} bytes; at most {limit} are read. Ask the sender for the act itself, not a bundle.",
            ru="Размер данных {size} байт; читается не более {limit}. Запросите сам акт, а не пакет.",
            be="Памер даных {size} байт; чытаецца не больш за {limit}. Запытайце сам акт, а не пакет.",
        ),
        "canonical.not_cbor": Words(
            en="This is no data of a comity node (no deterministic CBOR: {reason}): another file, or one that was cut short or "
            "damaged. Check which file it is, or ask for it anew.",
            ru="Это не данные узла comity (не детерминированный CBOR: {reason}): другой файл либо обрезанный или повреждённый. "
            "Проверьте, тот ли это файл, или запросите его заново.",
            be="Гэта не даныя вузла comity (не дэтэрмінаваны CBOR: {reason}): іншы файл або абрэзаны ці пашкоджаны. "
            "Праверце, ці той гэта файл, або запытайце яго нанова.",
        ),
        "canonical.not_canonical": Words(
            en="The data is CBOR, but not in its one canonical form. It was changed on the way: ask for it anew.",
            ru="Данные в формате CBOR, но не в единственной канонической форме. Они изменены по пути: запросите их заново.",
            be="Даныя ў фармаце CBOR, але не ў адзінай кананічнай форме. Яны зменены па дарозе: запытайце іх нанова.",
        ),
    }
)

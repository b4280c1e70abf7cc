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
            en="The data is not deterministic CBOR ({reason}). It was damaged or not made by a comity node: ask for it anew.",
            ru="Данные не являются детерминированным CBOR ({reason}). Они повреждены или созданы не узлом comity: "
            "запросите их заново.",
            be="Даныя не з'яўляюцца дэтэрмінаваным CBOR ({reason}). Яны пашкоджаны або створаны не вузлом comity: "
            "запытайце іх нанова.",
        ),
        "canonical.not_canonical": Words(
            en="The data is CBOR, but not in its one canonical form. It was changed on the way: ask for it anew.",
            ru="Данные в формате CBOR, но не в единственной канонической форме. Они изменены по пути: запросите их заново.",
            be="Даныя ў фармаце CBOR, але не ў адзінай кананічнай форме. Яны зменены па дарозе: запытайце іх нанова.",
        ),
    }
)

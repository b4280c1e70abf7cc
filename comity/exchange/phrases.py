"""The words of the exchange."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "witness.broken_request": Words(
            en="The request to the witness is not well formed. Send old size, proof, an empty line and the checkpoint.",
            ru="Запрос к свидетелю составлен неверно. Отправьте прежний размер, доказательство, пустую строку и контрольную точку.",
            be="Запыт да сведкі складзены няправільна. Адпраўце ранейшы памер, доказ, пусты радок і кантрольную кропку.",
        ),
        "witness.unknown_log": Words(
            en="The log {origin} is not witnessed here. Add its key to the trust list first.",
            ru="Журнал {origin} здесь не заверяется. Сначала внесите его ключ в список доверия.",
            be="Журнал {origin} тут не засведчваецца. Спачатку ўнясіце яго ключ у спіс даверу.",
        ),
        "witness.bad_signature": Words(
            en="The checkpoint is not signed by a known key of the log {origin}.",
            ru="Контрольная точка не подписана известным ключом журнала {origin}.",
            be="Кантрольная кропка не падпісана вядомым ключом журнала {origin}.",
        ),
        "witness.old_beyond_new": Words(
            en="The old size {old} is larger than the checkpoint's {size}.",
            ru="Прежний размер {old} больше размера контрольной точки {size}.",
            be="Ранейшы памер {old} большы за памер кантрольнай кропкі {size}.",
        ),
        "witness.old_size_differs": Words(
            en="The witness last saw {stored} entries of {origin}, not {old}. Send the proof from there; a smaller log is a rollback.",
            ru="Свидетель последний раз видел {stored} записей {origin}, а не {old}. Пришлите доказательство оттуда; меньший журнал — это откат.",
            be="Сведка апошні раз бачыў {stored} запісаў {origin}, а не {old}. Дашліце доказ адтуль; меншы журнал — гэта адкат.",
        ),
        "witness.not_consistent": Words(
            en="Nothing proves that the {size} entries of {origin} begin with those seen before. It is not cosigned.",
            ru="Не доказано, что {size} записей {origin} начинаются с увиденных ранее. Соподписи нет.",
            be="Не даказана, што {size} запісаў {origin} пачынаюцца з убачаных раней. Суподпісу няма.",
        ),
        "witness.split_view": Words(
            en="The log {origin} has signed two different histories of {size} entries. Keep the evidence and call its operator.",
            ru="Журнал {origin} подписал две разные истории из {size} записей. Сохраните доказательство и свяжитесь с его владельцем.",
            be="Журнал {origin} падпісаў дзве розныя гісторыі з {size} запісаў. Захавайце доказ і звяжыцеся з яго ўладальнікам.",
        ),
    }
)

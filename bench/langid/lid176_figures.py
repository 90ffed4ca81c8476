#!/usr/bin/env python3
"""Writes fastText's predictions with lid.176.ftz for invented texts: a table for a test that has the model.

    lid176_figures.py lid.176.ftz > app/src/test/resources/langid/lid176-figures.tsv

Columns: number of repetitions, text, then label and score of the three best labels.
Needs PyPI's fasttext-wheel 0.9.2.
"""
import sys

import fasttext

from fixtures import QUESTIONS, SENTENCES

MORE = [
    'El viejo molinero lleva dos sacos de harina hasta el río.',
    'Il vecchio mugnaio porta due sacchi di farina al fiume.',
    'O velho moleiro leva dois sacos de farinha até o rio.',
    'De oude molenaar draagt twee zakken meel naar de rivier.',
    'Den gamle mølleren bærer to sekker mel ned til elva.',
    'Den gamla mjölnaren bär två säckar mjöl ner till ån.',
    'Vanha mylläri kantaa kaksi jauhosäkkiä joelle.',
    'Stary młynarz niesie dwa worki mąki nad rzekę.',
    'Starý mlynář nese dva pytle mouky k řece.',
    'Az öreg molnár két zsák lisztet visz a folyóhoz.',
    'Bătrânul morar duce doi saci de făină la râu.',
    'Yaşlı değirmenci nehre iki çuval un taşıyor.',
    'Ông chủ cối xay già mang hai bao bột xuống sông.',
    'Pak tua membawa dua karung tepung ke sungai.',
    'Старий мельник несе два мішки борошна до річки.',
    'Старият мелничар носи два чувала брашно към реката.',
    'Стари млинар носи две вреће брашна до реке.',
    'הטוחן הזקן נושא שני שקי קמח אל הנהר.',
    'آسیابان پیر دو کیسه آرد را به رودخانه می‌برد.',
    'बूढ़ा चक्कीवाला आटे की दो बोरियाँ नदी तक ले जाता है।',
    'বুড়ো লোকটি দুই বস্তা আটা নদীর ধারে নিয়ে যায়।',
    'வயதான மனிதர் இரண்டு மூட்டை மாவை ஆற்றுக்கு எடுத்துச் செல்கிறார்.',
    'ชายชราแบกแป้งสองกระสอบไปที่แม่น้ำ',
    '老磨坊主把两袋面粉扛到河边。',
    '老磨坊主把兩袋麵粉扛到河邊。',
    '늙은 방앗간 주인이 밀가루 두 자루를 강으로 나른다.',
    'მოხუცი მეწისქვილე ორ ტომარა ფქვილს მდინარისკენ მიათრევს.',
    'Ծեր ջրաղացպանը երկու պարկ ալյուր է տանում գետը։',
    'Mzee anabeba magunia mawili ya unga hadi mtoni.',
    'La maljuna muelisto portas du sakojn da faruno al la rivero.',
    'Dr alt Müller treit zwee Säck Mähl abe zum Fluss.',
    'Y mae’r hen felinydd yn cario dwy sach o flawd at yr afon.',
    'Gamli malarinn ber tvo poka af mjöli niður að ánni.',
    'Errotari zaharrak bi zaku irin daramatza ibaira.',
    'Senasis malūnininkas neša du maišus miltų prie upės.',
    'Vana mölder kannab kaks kotti jahu jõe äärde.',
    'Plaku i mullirit çon dy thasë miell te lumi.',
    'Mae gen i ddau gwch', 'hello', 'ok', 'x', '?!', '42', 'ПРИВЕТ', 'ẞ', '\u00a0', 'http://example.org/a?b=c',
]

REPEATED = [('ab', 20000), ('川の扉', 5000), ('two sacks of flour ', 4000), ('мельник ', 3000)]


def main():
    model = fasttext.load_model(sys.argv[1])
    texts = [text for sentences in SENTENCES.values() for text in sentences] + MORE
    texts += [question for question in QUESTIONS if question not in texts]
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    for text, times in [(text, 1) for text in texts] + REPEATED:
        labels, scores = model.predict(text * times, k=3)
        cells = [f'{label.removeprefix("__label__")}\t{score:.9g}' for label, score in zip(labels, scores)]
        print(times, text, *cells, sep='\t')


if __name__ == '__main__':
    main()

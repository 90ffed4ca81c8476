#!/usr/bin/env python3
"""Trains the tiny models for langid's tests, and writes fastText's predictions of them.

    fixtures.py langid/src/test/resources/langid

Needs PyPI's fasttext-wheel 0.9.2. All text below was written for this purpose.
"""
import pathlib
import random
import sys
import tempfile

import fasttext

SENTENCES = {
    'en': ['The old miller carries two sacks of flour down to the river.',
           'We counted seven boats before the rain came.',
           'Nobody knows who painted the green door.',
           'My sister keeps her letters in a wooden box.'],
    'de': ['Der alte Müller trägt zwei Säcke Mehl hinunter zum Fluss.',
           'Wir zählten sieben Boote, bevor der Regen kam.',
           'Niemand weiß, wer die grüne Tür gestrichen hat.',
           'Meine Schwester hebt ihre Briefe in einer Holzkiste auf.'],
    'fr': ['Le vieux meunier porte deux sacs de farine vers la rivière.',
           'Nous avons compté sept bateaux avant la pluie.',
           'Personne ne sait qui a peint la porte verte.',
           'Ma sœur garde ses lettres dans une boîte en bois.'],
    'ru': ['Старый мельник несёт два мешка муки к реке.',
           'Мы насчитали семь лодок, пока не пошёл дождь.',
           'Никто не знает, кто покрасил зелёную дверь.',
           'Моя сестра хранит письма в деревянной коробке.'],
    'el': ['Ο γέρος μυλωνάς κουβαλάει δύο σακιά αλεύρι στο ποτάμι.',
           'Μετρήσαμε επτά βάρκες πριν έρθει η βροχή.',
           'Κανείς δεν ξέρει ποιος έβαψε την πράσινη πόρτα.'],
    'ja': ['年取った粉屋が川まで小麦粉を二袋運ぶ。', '雨が降る前に舟を七つ数えた。', '緑の扉を塗った人は誰も知らない。'],
    'ar': ['يحمل الطحان العجوز كيسين من الدقيق إلى النهر.', 'عددنا سبعة قوارب قبل أن يأتي المطر.'],
    'xx': ['😀 🚀🚀 👍🏽', 'zzz 𝒳𝒴 𐍈𐌰'],
}

QUESTIONS = [
    'The miller knows seven green letters',
    'Schwester und Müller zählten',
    'la porte de ma sœur',
    'Моя старая лодка',
    'η βροχή στο ποτάμι',
    '川の扉',
    'الدقيق والمطر',
    '🚀 👍🏽 😀',
    'unseen qwxz words 12345 !?',
    'a',
    'é',
    '__label__en Niemand',
    'Boote </s> The miller keeps flour',
]

# Longer than any buffer: a text and its number of repetitions.
REPEATED = [('flour', 30), ('mühle', 2100), ('川の扉😀', 4000), ('__label__', 1000), ('word Fluss двери ', 3000)]

MODELS = {
    'softmax-word-ngrams.bin': dict(loss='softmax', dim=5, bucket=40, minn=2, maxn=4, wordNgrams=2),
    'hierarchical.bin': dict(loss='hs', dim=16, bucket=60, minn=1, maxn=3),
    'one-vs-all.bin': dict(loss='ova', dim=3, minn=0, maxn=0),
    'negative-sampling.bin': dict(loss='ns', dim=18, bucket=30, minn=3, maxn=3, wordNgrams=3),
    'quantised.ftz': (dict(loss='hs', dim=5, bucket=300, minn=2, maxn=4), dict(dsub=2)),
    'quantised-norm.ftz': (dict(loss='softmax', dim=6, bucket=300, minn=2, maxn=4), dict(dsub=4, qnorm=True)),
    'pruned.ftz': (dict(loss='hs', dim=4, bucket=700, minn=2, maxn=4), dict(cutoff=280, qnorm=True, dsub=2)),
    'quantised-output.ftz': (dict(loss='softmax', dim=4, bucket=400, minn=2, maxn=3, many=True),
                             dict(cutoff=300, qnorm=True, qout=True, dsub=2)),
}


def training_text(many):
    """Labelled lines; with many, 260 labels, which quantising the output requires."""
    lines = [f'__label__{label} {text}' for label, texts in SENTENCES.items() for text in texts]
    if many:
        chance = random.Random(1)
        words = ' '.join(text for texts in SENTENCES.values() for text in texts).split()
        lines += [f'__label__n{i} ' + ' '.join(chance.sample(words, 4)) for i in range(260)]
    return '\n'.join(lines) + '\n'


def main():
    folder = pathlib.Path(sys.argv[1])
    figures = []
    for name, settings in MODELS.items():
        training, quantising = settings if isinstance(settings, tuple) else (dict(settings), None)
        training = dict(training)
        with tempfile.NamedTemporaryFile('w', suffix='.txt', encoding='utf-8') as text:
            text.write(training_text(training.pop('many', False)))
            text.flush()
            model = fasttext.train_supervised(
                text.name, epoch=1500, lr=.5, minCount=1, thread=1, verbose=0, **training)
            if quantising:
                model.quantize(input=text.name, verbose=0, **quantising)
        model.save_model(str(folder / name))
        model = fasttext.load_model(str(folder / name))
        for question, times in [(question, 1) for question in QUESTIONS] + REPEATED:
            for k in (1, 4, 1000):
                labels, scores = model.predict(question * times, k=k)
                pairs = [f'{label.removeprefix("__label__")} {score:.9g}' for label, score in zip(labels, scores)]
                figures.append('\t'.join([name, str(k), str(times), question, *pairs[:8]]))
    (folder / 'figures.tsv').write_text('\n'.join(figures) + '\n', encoding='utf-8', newline='\n')


if __name__ == '__main__':
    main()

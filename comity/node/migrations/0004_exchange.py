"""The tables of the exchange: what waits, what came from other logs, what follows from it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates them."""

    dependencies = [("node", "0003_no_replace")]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(db_index=True, max_length=200)),
                ("code", models.CharField(max_length=64)),
                ("facts", models.JSONField()),
                ("evidence", models.TextField(default="")),
                ("freezes", models.BooleanField(default=False)),
                ("raised_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                ("origin", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("size", models.BigIntegerField()),
                ("range", models.BinaryField()),
                ("note", models.TextField()),
                ("pulled_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Derived",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=24)),
                ("key", models.CharField(max_length=100)),
                ("value", models.JSONField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("recorded_at", models.BigIntegerField()),
                ("source", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["about", "key", "recorded_at"], name="derived_by_key")],
            },
        ),
        migrations.CreateModel(
            name="Imported",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(max_length=200)),
                ("number", models.BigIntegerField()),
                ("act", models.CharField(db_index=True, default="", max_length=32)),
                ("kind", models.CharField(default="", max_length=64)),
                ("leaf", models.BinaryField()),
                ("leaf_hash", models.BinaryField(db_index=True)),
                ("recorded_at", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("origin", "number"), name="one_import_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.CharField(max_length=200)),
                ("purpose", models.CharField(max_length=400)),
                ("paths", models.JSONField()),
                ("at", models.BigIntegerField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="node.act"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waiting", to="node.act"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=200)),
                ("salt", models.BinaryField()),
                ("value", models.BinaryField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="node.act"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("act", "path"), name="one_disclosure_a_path")
                ],
            },
        ),
    ]

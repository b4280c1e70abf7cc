"""The tables of a node's register."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("kind", models.CharField(db_index=True, max_length=64)),
                ("issued_at", models.BigIntegerField()),
                ("leaf", models.BinaryField()),
                ("leaf_hash", models.BinaryField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("kid", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("key", models.BinaryField()),
                ("added_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField(unique=True)),
                ("root", models.BinaryField()),
                ("note", models.TextField()),
                ("made_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Official",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("person", models.CharField(max_length=120, unique=True)),
                ("role", models.CharField(max_length=16)),
                ("algorithm", models.BigIntegerField()),
                ("public", models.BinaryField(unique=True)),
                ("added_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="TrustVersion",
            fields=[
                ("version", models.BigIntegerField(primary_key=True, serialize=False)),
                ("token", models.BinaryField()),
                ("loaded_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Witnessed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(db_index=True, max_length=200)),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("note", models.TextField()),
                ("line", models.TextField()),
                ("signed_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                ("system", models.CharField(max_length=24)),
                ("subject", models.CharField(max_length=400)),
                ("document", models.JSONField()),
                ("opened_on", models.DateField()),
                (
                    "act",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="node.act",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entry", to="node.act"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField()),
                ("draft", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("at", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="node.case"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="node.official",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signature", models.BinaryField()),
                ("at", models.BigIntegerField()),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="node.official",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="node.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatusPlace",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="place", to="node.act"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="change", to="node.act"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="node.statusplace",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("witness", models.CharField(max_length=200)),
                ("kid", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("signed_at", models.BigIntegerField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="node.checkpoint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("checkpoint", "kid"), name="one_cosignature_a_key")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("case", "digest"), name="one_proposal_a_digest"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("proposal", "official"), name="one_approval_an_official"
            ),
        ),
    ]

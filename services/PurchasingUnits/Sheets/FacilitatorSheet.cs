using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Facilitators (帮销主体) as a table.</summary>
sealed class FacilitatorSheet(UnitsDb db, Registrar registrar) : ISheet
{
    public string Name => "facilitators";

    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("facilitatorId", "帮销主体标识", IsRequired: true),
        new("name", "名称", IsRequired: true),
        new("kind", "类型", IsRequired: true),
        new("unitId", "单位标识"),
        new("registrations", "注册地", IsRequired: true),
        new("sourceDocument", "依据文号"),
    ];

    public async Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct)
    {
        await db.Facilitators.Where(facilitator => ahead.Ids.Contains(facilitator.Id)).LoadAsync(ct);
        await db.Units.IgnoreQueryFilters().Where(unit => ahead.Ids.Contains(unit.Id)).LoadAsync(ct);
    }

    public async Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct)
    {
        var id = row.Id("facilitatorId");
        var stays = await db.PeriodsAsync(row, "registrations", ct);
        var revision = new ReviseFacilitator.Request
        {
            Name = row.Text("name"),
            Kind = row.Choice<FacilitatorKind>("kind"),
            UnitId = row.IdOrNone("unitId"),
            SourceDocument = row.TextOrNone("sourceDocument"),
        };
        var move = new MoveFacilitator.Request
        {
            Registrations =
            [
                .. stays.Select(stay => new MoveFacilitator.Stay { RegionId = stay.RegionId, ValidFrom = stay.From, ValidTo = stay.To }),
            ],
            // A table may leave out the document that a single move needs.
            Document = revision.SourceDocument ?? "-",
        };
        if (row.IsFaulty || !row.Accepts(revision) || !row.Accepts(move))
        {
            return RowEffect.Unchanged;
        }

        if (revision.UnitId is { } unitId)
        {
            _ = await db.UnitNamedAsync(unitId, "unitId", ct);
        }

        var registrations = await db.RegistrationsAsync(stays, "registrations", ct);
        var facilitator = await db.ByIdAsync<Facilitator>(id, ct);
        if (facilitator is null)
        {
            facilitator = Facilitator.Register(
                id, revision.Name, revision.Kind, revision.UnitId, registrations, revision.SourceDocument, registrar.Now);
            db.Add(facilitator);
            registrar.PublishChange(facilitator, before: null, revision.SourceDocument);
            return RowEffect.Created;
        }

        var before = FacilitatorView.Of(facilitator);
        var isRevised = facilitator.Revise(revision.Name, revision.Kind, revision.UnitId, revision.SourceDocument);
        if (!facilitator.Reregister(registrations) && !isRevised)
        {
            return RowEffect.Unchanged;
        }

        registrar.PublishChange(facilitator, before, revision.SourceDocument);
        return RowEffect.Changed;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct)
    {
        var facilitators = await db.Facilitators.AsNoTracking().OrderBy(facilitator => facilitator.Id).ToListAsync(ct);
        return [.. facilitators.Select(facilitator => new object?[]
        {
            facilitator.Id.ToString(),
            facilitator.Name,
            Labels.Of(facilitator.Kind),
            facilitator.UnitId?.ToString(),
            AffiliationPeriods.Text(facilitator.Registrations, hasEnds: true),
            facilitator.SourceDocument,
        })];
    }
}

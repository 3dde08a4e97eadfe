using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>The ledger keeps the newest version of every facilitator, and judges again what it helped to sell (CR-07).</summary>
public sealed class LearnFacilitatorsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_facilitator_is_kept_as_its_newest_version_says_in_whatever_order_they_come(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var first = SalesScenario.Facilitator(Guid.CreateVersion7(), "330211");
        var third = first with { Version = 3, Name = "镇海新馆", Registrations = [Examples.Since("330281", "2024-01-01")] };

        await service.DeliverAsync(third);
        await service.DeliverAsync(first);
        await service.DeliverAsync(third);
        await service.DeliverAsync(first with { Version = 2 });

        await using var scope = service.OpenDb(out var db);
        var versions = await db.Facilitators.AsNoTracking()
            .Where(known => known.FacilitatorId == first.FacilitatorId).OrderBy(known => known.Version).ToListAsync(Ct);
        Assert.Equal([(1L, false), (2L, false), (3L, true)], versions.Select(known => (known.Version, known.IsCurrent)));
        Assert.Equal(("镇海新馆", Places.Path("330281")), (versions[2].Name, versions[2].PathOn(new DateOnly(2024, 5, 10))));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_assisted_sale_waits_for_its_facilitator_and_is_credited_where_that_is_registered(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, facilitator, messageId) = (
            Examples.Unit("310107"), SalesScenario.Facilitator(Guid.CreateVersion7(), "330211"), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        var sale = Examples.Acceptance(
            unit.UnitId, Examples.Line()) with
        { Terms = SalesScenario.HelpedBy(facilitator.FacilitatorId, "2024-05-10") };

        await service.DeliverAsync(sale, messageId);
        Assert.NotNull((await service.ParkedAsync(messageId))?.NextAttemptAt);
        await service.DeliverAsync(facilitator);

        await Eventually.EqualAsync("P F01, C F02, K F03", () => service.CreditedToAsync(sale.Lines[0].LineId), ct: Ct);
        Assert.All(await service.EntriesAsync(sale.Lines[0].LineId), entry => Assert.Equal(CreditMode.AssistedSale, entry.Mode));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_change_that_was_registered_after_the_sale_waits_for_approval(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (unit, facilitator) = (Examples.Unit("310107"), SalesScenario.Facilitator(Guid.CreateVersion7(), "330211"));
        await service.DeliverAsync(unit);
        await service.DeliverAsync(facilitator);
        var sale = Examples.Acceptance(
            unit.UnitId, Examples.Line()) with
        { Terms = SalesScenario.HelpedBy(facilitator.FacilitatorId, "2024-05-10") };
        await service.DeliverAsync(sale);

        var moved = facilitator with
        {
            Version = 2,
            Registrations = [Examples.Since("441302", "2000-01-01")],
            RegisteredAt = TimeProvider.System.GetUtcNow(),
        };
        await service.DeliverAsync(moved);

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(sale.Lines[0].LineId));
        await using var scope = service.OpenDb(out var db);
        var proposed = await db.Corrections.AsNoTracking().SingleAsync(correction => correction.ObjectId == facilitator.FacilitatorId, Ct);
        Assert.Equal((CorrectionKind.Facilitator, CorrectionState.Proposed, 1L), (proposed.Kind, proposed.State, proposed.Sales));
    }
}

using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/agents → UnitPublished. Who may buy for the unit over time, such as the
/// operator of its canteen (CR-11).
/// </summary>
public static class SetAgents
{
    const int AgentsMax = 100;

    public sealed record Request : IChecked
    {
        /// <summary>All of them; the same agent never twice on one day.</summary>
        public required IReadOnlyList<Agent> Agents { get; init; }

        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Agents(Agents);
            check.DocumentOrNone(Document);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPut("/{unitId:guid}/agents", HandleAsync)
        .WithName(nameof(SetAgents)).WithSummary("填报采购代理 Say who may buy for a unit over time")
        .For(Roles.Purchaser, Roles.Approver).Decided(DecidedBy.Organisation);

    static async Task<EtagOk<UnitView>> HandleAsync(
        [AsParameters] OwnUnit own, Request request, IfMatch ifMatch, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var unit = await db.UnitAsync(own.UnitId, ct);
        ifMatch.Require(unit.Version);
        Set(unit, request, registrar);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(UnitView.Of(unit), unit.Version);
    }

    /// <summary>Changes the unit, whether that comes alone or on a list.</summary>
    internal static void Set(PurchasingUnit unit, Request request, Registrar registrar)
    {
        var before = UnitView.Of(unit);
        unit.Entrust([.. request.Agents.OrderBy(agent => agent.ValidFrom).ThenBy(agent => agent.AgentId)]);
        unit.CountVersion();
        registrar.PublishChange(unit, before, request.Document);
    }

    extension(Checks check)
    {
        internal void Agents(IReadOnlyList<Agent> agents)
        {
            check.Count(agents.Count, 0, AgentsMax, "agents", "代理", "agents");
            check.Each(agents, "agents", static (agent, check) =>
            {
                check.NewId(agent.AgentId, "agentId");
                check.Text(agent.Name, "name", max: 100);
                check.RegistryDay(agent.ValidFrom, "validFrom");
                check.RegistryDayOrNone(agent.ValidTo, "validTo");
                check.EndsAfter(agent.ValidFrom, agent.ValidTo, "validTo");
            });
            foreach (var same in agents.GroupBy(agent => agent.AgentId))
            {
                Agent[] ordered = [.. same.OrderBy(agent => agent.ValidFrom)];
                check.That(
                    ordered.Zip(ordered.Skip(1), (agent, next) => agent.ValidTo is { } end && end <= next.ValidFrom).All(apart => apart),
                    "agents",
                    "agents_overlap",
                    $"代理 {same.Key} 的有效期重叠。",
                    $"The days of agent {same.Key} overlap.");
            }
        }
    }
}

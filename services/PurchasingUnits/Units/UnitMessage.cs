using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>The message that publishes a unit.</summary>
static class UnitMessage
{
    public static UnitPublished ToMessage(this PurchasingUnit unit, string? registeredBy, string? registeredFor) => new()
    {
        UnitId = unit.Id,
        Version = unit.Version,
        Name = unit.Name,
        Kind = unit.Kind,
        IsCentral = unit.IsCentral,
        ParentId = unit.ParentId,
        IsPairingDesignated = unit.IsPairingDesignated,
        Affiliations = [.. unit.Affiliations.Select(affiliation => affiliation.ToValue())],
        BudgetLevel = unit.BudgetLevel,
        Canteens = unit.Canteens.Count == 0 ? null : [.. unit.Canteens.Select(ToMessage)],
        Agents = unit.Agents.Count == 0 ? null : [.. unit.Agents.Select(ToMessage)],
        FinanceDivision = unit.FinanceDivision,
        Department = unit.Department,
        RegisteredAt = unit.ChangedAt,
        RegisteredBy = registeredBy,
        RegisteredFor = registeredFor,
        SourceDocument = unit.SourceDocument,
    };

    static UnitPublished.CanteenState ToMessage(CanteenState canteen) => new()
    {
        Kind = canteen.Kind,
        RepresentativeUnitId = canteen.RepresentativeUnitId,
        ValidFrom = canteen.ValidFrom,
        ValidTo = canteen.ValidTo,
    };

    static UnitPublished.Agent ToMessage(Agent agent) => new()
    {
        AgentId = agent.AgentId,
        Name = agent.Name,
        ValidFrom = agent.ValidFrom,
        ValidTo = agent.ValidTo,
    };

    extension(Registrar registrar)
    {
        /// <summary>Publishes a unit that was registered or changed, and records the change for the audit trail.</summary>
        public void PublishChange(PurchasingUnit unit, UnitView? before, string? document)
        {
            unit.Stamp(registrar.Now, document);
            registrar.Publish(unit.ToMessage(registrar.By, registrar.Office));
            registrar.Record(
                RegistryKind.Unit,
                unit.Id.ToString(),
                unit.Version,
                unit.Affiliations.Select(affiliation => affiliation.RegionPath),
                before,
                UnitView.Of(unit),
                document);
        }
    }
}

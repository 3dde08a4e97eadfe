using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>What others are told of a unit.</summary>
static class UnitMessage
{
    public static UnitPublished Of(PurchasingUnit unit) => new()
    {
        UnitId = unit.Id,
        Version = unit.Version,
        Name = unit.Name,
        Kind = unit.Kind,
        IsCentral = unit.IsCentral,
        ParentId = unit.ParentId,
        IsPairingDesignated = unit.IsPairingDesignated,
        Affiliations = [.. unit.Affiliations.Select(affiliation => new UnitPublished.Affiliation
        {
            Path = new RegionPath(affiliation.RegionPath),
            ValidFrom = affiliation.ValidFrom,
            ValidTo = affiliation.ValidTo,
        })],
        BudgetLevel = unit.BudgetLevel,
        Canteens = unit.Canteens.Count == 0 ? null : unit.Canteens,
        Agents = unit.Agents.Count == 0 ? null : unit.Agents,
        FinanceDivision = unit.FinanceDivision,
        Department = unit.Department,
        RegisteredAt = unit.ChangedAt,
        SourceDocument = unit.SourceDocument,
    };

    extension(Registrar registrar)
    {
        /// <summary>Tells of a unit that was registered or changed, and notes it.</summary>
        public void Tell(PurchasingUnit unit, UnitView? before, string? document)
        {
            unit.Stamp(registrar.Now, document);
            registrar.Publish(Of(unit));
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

using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>The message that publishes a quota plan.</summary>
static class QuotaPlanMessage
{
    public static QuotaPlanPublished ToMessage(this QuotaPlan plan) => new()
    {
        QuotaPlanId = plan.Id,
        Version = plan.Version,
        UnitId = plan.UnitId,
        UnitName = plan.UnitName,
        Year = plan.Year,
        PlannedFen = plan.PlannedFen,
        ReservedFen = plan.ReservedFen,
        WaiverDocument = plan.WaiverDocument,
        SourceDocument = plan.SourceDocument,
        RegisteredAt = plan.ChangedAt,
    };

    extension(Registrar registrar)
    {
        /// <summary>Publishes a plan that was filed or changed, and records the change for the audit trail.</summary>
        public void PublishChange(QuotaPlan plan, PurchasingUnit unit, QuotaPlanView? before)
        {
            registrar.Publish(plan.ToMessage());
            registrar.Record(
                RegistryKind.QuotaPlan,
                plan.Id.ToString(),
                plan.Version,
                unit.Affiliations.Select(affiliation => affiliation.RegionPath),
                before,
                QuotaPlanView.Of(plan),
                plan.WaiverDocument ?? plan.SourceDocument);
        }
    }
}

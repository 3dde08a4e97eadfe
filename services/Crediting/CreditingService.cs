using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting;

/// <summary>Credits what was accepted to the pairings it belongs to, in a ledger that is only ever added to, and answers for each figure.</summary>
public static class CreditingService
{
    public const string Name = "credits";

    public static ServiceHost AddCrediting(this ServiceHost host)
    {
        host.AddDatabase<CreditingDb>("Crediting");
        host.Services.AddSingleton<KnownPairings>();
        host.Hear<CreditingDb, CreditSales, DeliveryAccepted>("crediting.credit-sales");
        host.Hear<CreditingDb, LearnUnits, UnitPublished>("crediting.learn-units");
        host.Hear<CreditingDb, LearnPairings, PairingPublished>("crediting.learn-pairings");
        host.Hear<CreditingDb, LearnRegions, RegionsPublished>("crediting.learn-regions");
        return host;
    }

    public static void MapCrediting(this WebApplication app)
    {
        var api = app.MapService(Name, "计量与认定 Crediting");
        ReportPairingProgress.Map(api);
        ListEntries.Map(api);
        GetEntry.Map(api);
        VerifyLedger.Map(api);
        ListSales.Map(api);
        GetSale.Map(api);
        api.MapParked<CreditingDb>();
        CountSales.Map(api);
    }
}

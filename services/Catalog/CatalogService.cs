using Marketplace.Catalog.Agencies;
using Marketplace.Catalog.Batches;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.NegativeList;
using Marketplace.Catalog.Products;
using Marketplace.Catalog.Recalls;
using Marketplace.Catalog.Recognitions;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Specialties;
using Marketplace.Catalog.Stock;
using Marketplace.Catalog.Storage;
using Marketplace.Catalog.Suppliers;
using Marketplace.Catalog.Units;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Access;
using Marketplace.Platform.Figures;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Catalog;

/// <summary>Everything that Catalog has: database, consumers, routes.</summary>
public static class CatalogService
{
    public const string Name = "catalog";

    public static ServiceHost AddCatalog(this ServiceHost host)
    {
        host.AddDatabase<CatalogDb>("Catalog");
        host.AddJobs<CatalogDb>();
        host.AddFigures<CatalogDb>("orders", (db, since) => db.StockHolds
            .Where(hold => hold.DecidedAt >= since && (hold.State == HoldState.Held || hold.State == HoldState.Taken))
            .Select(hold => new Figure(hold.OrderId, hold.DecidedAt)));
        host.Services.AddHostedService<LoadSpecialties>();
        host.AddCommand("catalog-by-region", ListByRegion.CommandAsync);
        host.Services.AddScoped<Proposer<CatalogDb>>();
        host.Services.AddSingleton(new ProposedCommands<CatalogDb>($"/{Name}/proposals")
            .Add<RegisterSupplier.Request>(nameof(RegisterSupplier), RegisterSupplier.ConfirmAsync)
            .Add<Revision<ReviseSupplier.Request>>(nameof(ReviseSupplier), ReviseSupplier.ConfirmAsync)
            .Add<ReadmitSupplier.Application>(nameof(ReadmitSupplier), ReadmitSupplier.ConfirmAsync)
            .Add<GrantAgency.Request>(nameof(GrantAgency), GrantAgency.ConfirmAsync));
        return host
            .AddConsumer<CatalogDb, ReserveStock, OrderSubmitted>("catalog.reserve-stock")
            .AddConsumer<CatalogDb, ReleaseStock, OrderCancelled>("catalog.release-stock")
            .AddConsumer<CatalogDb, ReleaseLines, ShipmentCancelled>("catalog.release-lines")
            .AddConsumer<CatalogDb, TakeStock, ShipmentDispatched>("catalog.take-stock")
            .AddConsumer<CatalogDb, LearnRegions, RegionsPublished>("catalog.learn-regions")
            .AddConsumer<CatalogDb, LearnUnits, UnitPublished>("catalog.learn-units");
    }

    public static void MapCatalog(this WebApplication app)
    {
        var api = app.MapService(Name, "商品目录 Catalog").AnswerFilesAs(ReportResults.ContentTypes);

        var suppliers = api.MapGroup("/suppliers");
        RegisterSupplier.Map(suppliers);
        ReviseSupplier.Map(suppliers);
        SanctionSupplier.Map(suppliers);
        LiftSanction.Map(suppliers);
        AppealSanction.Map(suppliers);
        DismissAppeal.Map(suppliers);
        ReadmitSupplier.Map(suppliers);
        GetSupplier.Map(suppliers);
        ListSuppliers.Map(suppliers);

        var products = api.MapGroup("/products");
        ListProduct.Map(products);
        ReviseProduct.Map(products);
        GetProduct.Map(products);
        BrowseProducts.Map(products);
        OfferBatch.Map(products);
        ListBatches.Map(products);

        RecallBatch.Map(api.MapGroup("/batches"));
        var recalls = api.MapGroup("/recalls");
        LiftRecall.Map(recalls);
        ListRecalls.Map(recalls);

        var recognitions = api.MapGroup("/recognitions");
        IssueRecognition.Map(recognitions);
        RenewRecognition.Map(recognitions);
        WithdrawRecognition.Map(recognitions);
        DeclineRecognition.Map(recognitions);
        StateCertificate.Map(recognitions);
        GetRecognition.Map(recognitions);
        ListRecognitions.Map(recognitions);
        ListClaims.Map(recognitions);
        ImportRecognitions.Map(recognitions);
        ExportRecognitions.Map(recognitions);

        var agencies = api.MapGroup("/agencies");
        GrantAgency.Map(agencies);
        WithdrawAgency.Map(agencies);
        GetAgency.Map(agencies);
        ListAgencies.Map(agencies);

        var negativeList = api.MapGroup("/negative-list");
        AddToNegativeList.Map(negativeList);
        LiftNegativeListing.Map(negativeList);
        GetNegativeListing.Map(negativeList);
        ListNegativeListings.Map(negativeList);

        ListSpecialties.Map(api.MapGroup("/specialties"));
        CountListings.Map(api);
        api.MapProposals<CatalogDb>();
        api.MapJobs<CatalogDb>();
        api.MapOperations<CatalogDb>();
        api.MapAccessRecords<CatalogDb>();
    }
}

using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Approvals;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Drafts;
using Marketplace.Ordering.Facilitators;
using Marketplace.Ordering.Gifts;
using Marketplace.Ordering.Invoices;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Quotations;
using Marketplace.Ordering.Storage;
using Marketplace.Ordering.Subsidies;
using Marketplace.Ordering.Templates;
using Marketplace.Platform.Access;
using Marketplace.Platform.Figures;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Ordering;

/// <summary>Everything that Ordering has: database, consumers, routes.</summary>
public static class OrderingService
{
    /// <summary>The name of the service and the prefix of its addresses.</summary>
    public const string Name = "ordering";

    public static ServiceHost AddOrdering(this ServiceHost host)
    {
        host.AddDatabase<OrderingDb>("Ordering");
        host.AddOptions<OverdueOptions>("Ordering");
        host.AddOptions<PaymentTerms>("Payment");
        host.AddOptions<SubsidyOptions>("Subsidies");
        host.AddOptions<ReminderOptions>("Reminders");
        host.Services.AddHostedService<CancelOverdueOrders>();
        host.Services.AddHostedService<RemindOverdue>();
        host.Services.AddHostedService<ExpireApprovals>();
        host.AddOptions<TemplateOptions>("Templates");
        host.Services.AddHostedService<MakeWeeklyOrders>();
        host.AddDailyJob("Forget addresses of orders", ForgetAddresses.RunAsync);
        host.AddDailyJob("Forget drafts", ForgetDrafts.RunAsync);
        host.AddDailyJob("Forget recipients of gifts", ForgetRecipients.RunAsync);
        host.AddFigures<OrderingDb>("orders", (db, since) => db.Orders
            .Where(order => order.ConfirmedAt >= since && order.CancelledAt == null)
            .Select(order => new Figure(order.OrderId, order.ConfirmedAt!.Value)));
        host.Services.AddSingleton<ShortLivedCache<Guid, Listing>>();
        host.Services.AddSingleton<ShortLivedCache<Guid, Supplier>>();
        host.Services.AddSingleton<ShortLivedCache<Guid, KnownOffers.NegativeEntries>>();
        host.Services.AddSingleton<ShortLivedCache<Guid, PurchasingUnit>>();
        host.Services.AddSingleton<ShortLivedCache<string, Region>>();
        host.Services.AddSingleton<ShortLivedCache<Guid, Facilitator>>();
        host.Services.AddSingleton<ShortLivedCache<Guid, Dock>>();
        host.Services.AddSingleton<ShortLivedCache<string, KnownSubsidies.Programs>>();
        host.Services.AddSingleton<OrderNumbers>();
        host.Services.AddScoped<KnownSubsidies>();
        host.Services.AddScoped<Proposer<OrderingDb>>();
        host.Services.AddSingleton(new ProposedCommands<OrderingDb>($"/{Name}/proposals")
            .Add<RegisterSubsidy.Request>(nameof(RegisterSubsidy), RegisterSubsidy.ConfirmAsync)
            .Add<AgreeTerm.Request>(nameof(AgreeTerm), AgreeTerm.ConfirmAsync));
        host.Services.AddScoped<KnownFacilitators>();
        host.Services.AddScoped<KnownOffers>();
        host.Services.AddScoped<KnownBuyers>();
        host.Services.AddScoped<KnownDestinations>();
        host.Services.AddScoped<KnownPairings>();
        host.Services.AddScoped<RequiredApprovals>();
        host.Services.AddScoped<OrderPlacement>();
        host.Services.AddScoped<OrderAssembly>();
        host.Services.AddScoped<DraftMatching>();
        host.Services.AddScoped<DraftViews>();
        host.Services.AddScoped<DraftOrders>();
        host.Services.AddScoped<GiftLists>();
        host.Services.AddScoped<TemplateContents>();
        host.Services.AddScoped<WeeklyOrders>();

        host.AddConsumer<OrderingDb, ConfirmOrder, StockReserved, BudgetReserved>("ordering.confirm-order");
        host.AddConsumer<OrderingDb, CancelOnStockRefused, StockRefused>("ordering.cancel-on-stock-refused");
        host.AddConsumer<OrderingDb, CancelOnBudgetDeclined, BudgetDeclined>("ordering.cancel-on-budget-declined");
        host.AddConsumer<OrderingDb, NoteDispatch, ShipmentDispatched>("ordering.note-dispatch");
        host.AddConsumer<OrderingDb, NoteDelivery, ShipmentDelivered>("ordering.note-delivery");
        host.AddConsumer<OrderingDb, CompleteOrder, DeliveryAccepted>("ordering.complete-order");
        host.AddConsumer<OrderingDb, CancelParts, ShipmentCancelled, ShipmentLost>("ordering.cancel-parts");
        host.AddConsumer<OrderingDb, CorrectPayable, GoodsReturned>("ordering.correct-payable");
        host.AddConsumer<OrderingDb, LearnListings, ListingPublished>("ordering.learn-listings");
        host.AddConsumer<OrderingDb, LearnSuppliers, SupplierPublished>("ordering.learn-suppliers");
        host.AddConsumer<OrderingDb, LearnNegativeList, NegativeListingPublished>("ordering.learn-negative-list");
        host.AddConsumer<OrderingDb, LearnUnits, UnitPublished>("ordering.learn-units");
        host.AddConsumer<OrderingDb, LearnPairings, PairingPublished>("ordering.learn-pairings");
        host.AddConsumer<OrderingDb, LearnDocks, DockPublished>("ordering.learn-docks");
        host.AddConsumer<OrderingDb, LearnRegions, RegionsPublished>("ordering.learn-regions");
        host.AddConsumer<OrderingDb, LearnFacilitators, FacilitatorPublished>("ordering.learn-facilitators");
        return host;
    }

    public static void MapOrdering(this WebApplication app)
    {
        var api = app.MapService(Name, "订单 Ordering");
        var orders = api.MapGroup("/orders");
        PlaceOrder.Map(orders);
        ListOrders.Map(orders);
        GetOrder.Map(orders);
        CancelOrder.Map(orders);
        NameFacilitator.Map(orders);
        RecordPayment.Map(orders);
        RecordInvoice.Map(orders);
        ApproveOrder.Map(orders);
        RefuseOrder.Map(orders);
        var approvals = api.MapGroup("/approvals");
        ListApprovals.Map(approvals);
        GetApproval.Map(approvals);
        var policies = api.MapGroup("/approval-policies");
        GetApprovalPolicy.Map(policies);
        FileApprovalPolicy.Map(policies);
        var posts = api.MapGroup("/posts");
        ListPosts.Map(posts);
        SetPost.Map(posts);
        DelegatePost.Map(posts);
        EndDelegation.Map(posts);
        var drafts = api.MapGroup("/drafts").AnswerFilesAs(ReportResults.ContentTypes);
        CreateDraft.Map(drafts);
        UploadDraft.Map(drafts);
        GetDraftTemplate.Map(drafts);
        ListDrafts.Map(drafts);
        GetDraft.Map(drafts);
        GetDraftSheet.Map(drafts);
        AddDraftLines.Map(drafts);
        SetDraftLine.Map(drafts);
        SetDraftLines.Map(drafts);
        RemoveDraftLine.Map(drafts);
        DeleteDraft.Map(drafts);
        PreviewDraft.Map(drafts);
        OrderDraft.Map(drafts);
        var giftLimits = api.MapGroup("/gift-limits");
        FileGiftLimit.Map(giftLimits);
        GetGiftLimit.Map(giftLimits);
        var gifts = api.MapGroup("/gift-lists").AnswerFilesAs(ReportResults.ContentTypes);
        UploadGiftList.Map(gifts);
        GetGiftTemplate.Map(gifts);
        ListGiftLists.Map(gifts);
        GetGiftList.Map(gifts);
        DeleteGiftList.Map(gifts);
        OrderGifts.Map(gifts);
        ListRecipients.Map(gifts);
        GetRecipientSheet.Map(gifts);
        RemoveRecipient.Map(gifts);
        NoteHandedOut.Map(gifts);
        EraseRecipients.Map(gifts);
        var templates = api.MapGroup("/templates");
        FileTemplate.Map(templates);
        ListTemplates.Map(templates);
        GetTemplate.Map(templates);
        ReviseTemplate.Map(templates);
        PauseTemplate.Map(templates);
        ResumeTemplate.Map(templates);
        EndTemplate.Map(templates);
        ListTemplateRuns.Map(templates);
        RetryTemplateRun.Map(templates);
        var quotations = api.MapGroup("/quotations");
        SubmitQuotation.Map(quotations);
        ListQuotations.Map(quotations);
        GetQuotation.Map(quotations);
        WithdrawQuotation.Map(quotations);
        TakeSubstitute.Map(quotations);
        var subsidies = api.MapGroup("/subsidies");
        RegisterSubsidy.Map(subsidies);
        ListSubsidies.Map(subsidies);
        GetSubsidy.Map(subsidies);
        EndSubsidy.Map(subsidies);
        var invoices = api.MapGroup("/invoices");
        AllotInvoice.Map(invoices);
        ListInvoices.Map(invoices);
        GetInvoice.Map(invoices);
        ReverseInvoice.Map(invoices);
        var payments = api.MapGroup("/payments");
        PaySupplier.Map(payments);
        ListPayments.Map(payments);
        GetPayment.Map(payments);
        MatchPayment.Map(payments);
        ReversePayment.Map(payments);
        StateReceipt.Map(payments);
        var payables = api.MapGroup("/payables").AnswerFilesAs(ReportResults.ContentTypes);
        ListPayables.Map(payables);
        ListOwedParts.Map(payables);
        GetStatement.Map(payables);
        GetRegionPayables.Map(payables);
        ListBalances.Map(payables);
        ListReminders.Map(payables);
        GetPaymentLetter.Map(payables);
        PrintPaymentLetter.Map(payables);
        var terms = payables.MapGroup("/terms");
        AgreeTerm.Map(terms);
        ListTerms.Map(terms);
        EndTerm.Map(terms);
        CountOrders.Map(api);
        api.MapProposals<OrderingDb>();
        api.MapOperations<OrderingDb>();
        api.MapAccessRecords<OrderingDb>();
    }
}

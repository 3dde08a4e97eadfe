using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Evidence;
using Marketplace.Crediting.Holds;
using Marketplace.Crediting.Imports;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Periods;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Returns;
using Marketplace.Crediting.Rules;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Voids;

namespace Marketplace.Crediting;

/// <summary>
/// Every event of the ledger, with its name in the journal and what applies it. A name that a journal may hold is never taken away.
/// </summary>
public static class CreditingEvents
{
    /// <summary>The events that the ledger knows.</summary>
    public static LedgerEvents Create()
    {
        var evidence = new RecordEvidence();
        var imports = new ImportLedger();
        return new LedgerEvents()
            .Add<DeliveryAccepted>("delivery-accepted", new CreditSales())
            .AddFormer<DeliveryAccepted>("Marketplace.Contracts.Logistics.DeliveryAccepted", BeforeRecognitionRegister.Confirmed)
            .Add<GoodsReturned>("goods-returned", new PostReturns(), "Marketplace.Contracts.Logistics.GoodsReturned")
            .Add<InvoiceRecorded>("invoice-recorded", evidence, "Marketplace.Contracts.Ordering.InvoiceRecorded")
            .Add<PaymentRecorded>("payment-recorded", evidence, "Marketplace.Contracts.Ordering.PaymentRecorded")
            .Add<InvoiceReversed>("invoice-reversed", evidence)
            .Add<PaymentReversed>("payment-reversed", evidence)
            .Add<UnitPublished>("unit-published", new LearnUnits(), "Marketplace.Contracts.PurchasingUnits.UnitPublished")
            .Add<FacilitatorPublished>(
                "facilitator-published", new LearnFacilitators(), "Marketplace.Contracts.PurchasingUnits.FacilitatorPublished")
            .Add<SupplierPublished>("supplier-published", new LearnSuppliers(), "Marketplace.Contracts.Catalog.SupplierPublished")
            .Add<RecognitionPublished>("recognition-published", new LearnRecognitions())
            .Add<NegativeListingPublished>("negative-listing-published", new LearnNegativeList())
            .Add<RecallPublished>("recall-published", new LearnRecalls())
            .Add<ColdChainPublished>("cold-chain-published", new LearnColdChains())
            .Add<AgencyPublished>("agency-published", new LearnAgencies())
            .Add<PairingPublished>("pairing-published", new LearnPairings(), "Marketplace.Contracts.PurchasingUnits.PairingPublished")
            .Add<DesignationPublished>(
                "designation-published", new LearnDesignations(), "Marketplace.Contracts.PurchasingUnits.DesignationPublished")
            .Add<QuotaPlanPublished>(
                "quota-plan-published", new LearnQuotaPlans(), "Marketplace.Contracts.PurchasingUnits.QuotaPlanPublished")
            .Add<RegionsPublished>("regions-published", new LearnRegions(), "Marketplace.Contracts.PurchasingUnits.RegionsPublished")
            .Add<ImportBegun>("import-begun", imports, "Marketplace.Crediting.Imports.ImportBegun")
            .Add<ImportRowsTaken>("import-rows-taken", imports, "Marketplace.Crediting.Imports.ImportRowsTaken")
            .Add<ImportReviewed>("import-reviewed", new ReviewImport(), "Marketplace.Crediting.Imports.ImportReviewed")
            .Add<EvidenceFiled>("evidence-filed", new FileEvidence(), "Marketplace.Crediting.Evidence.EvidenceFiled")
            .Add<HoldDecided>("hold-decided", new DecideHold(), "Marketplace.Crediting.Holds.HoldDecided")
            .Add<SuspicionRaised>("suspicion-raised", new RaiseSuspicion(), "Marketplace.Crediting.Holds.SuspicionRaised")
            .Add<SuspicionCleared>("suspicion-cleared", new ClearSuspicion(), "Marketplace.Crediting.Holds.SuspicionCleared")
            .Add<SaleVoided>("sale-voided", new VoidSale(), "Marketplace.Crediting.Voids.SaleVoided")
            .Add<SaleReinstated>("sale-reinstated", new ReinstateSale())
            .Add<SaleCorrectionProposed>(
                "correction-proposed", new ProposeCorrection(), "Marketplace.Crediting.Corrections.SaleCorrectionProposed")
            .Add<CorrectionDecided>("correction-decided", new DecideCorrection(), "Marketplace.Crediting.Corrections.CorrectionDecided")
            .Add<MonthClosed>("month-closed", new ClosePeriod(), "Marketplace.Crediting.Periods.MonthClosed")
            .Add<RuleSetFiled>("rule-set-filed", new FileRuleSet(), "Marketplace.Crediting.Rules.RuleSetFiled")
            .Add<BenchmarkSet>("benchmark-set", new SetBenchmark(), "Marketplace.Crediting.Rules.BenchmarkSet");
    }
}

using Marketplace.Client.Credits;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Reports;

/// <summary>How the terms of the ledger are called.</summary>
static class Terms
{
    extension(Language language)
    {
        public string Tier(Enum? tier) => tier?.ToString() switch
        {
            nameof(PairingTier.Province) => language["省级", "Province"],
            nameof(PairingTier.City) => language["市级", "City"],
            nameof(PairingTier.County) => language["县级", "County"],
            nameof(PairingTier.Unit) => language["单位", "Unit"],
            _ => "",
        };

        public string Scheme(Enum? scheme) => scheme?.ToString() switch
        {
            nameof(Client.Credits.Scheme.EastWest) => language["东西部协作", "East–West"],
            nameof(Client.Credits.Scheme.Counterpart) => language["对口支援", "Counterpart"],
            nameof(Client.Credits.Scheme.Designated) => language["定点帮扶", "Designated"],
            nameof(Client.Credits.Scheme.Quota) => language["预留份额", "Quota"],
            _ => "",
        };

        public string Evidence(EvidenceState state) => state switch
        {
            EvidenceState.Recognised => language["已认定", "Recognised"],
            EvidenceState.Verified => language["已核实", "Verified"],
            _ => state.ToString(),
        };

        public string Mode(CreditMode? mode) => mode switch
        {
            CreditMode.DirectPurchase => language["直接采购", "Direct purchase"],
            CreditMode.AssistedSale => language["帮助销售", "Assisted sale"],
            _ => mode?.ToString() ?? "",
        };

        public string Text(BilingualText? text) => text is null ? "" : language[text.Zh, text.En];
    }
}

/// <summary>What reports can be narrowed by.</summary>
static class Filters
{
    extension(Language language)
    {
        public string Filter(string filter) => filter switch
        {
            "scheme" => language["渠道", "Scheme"],
            "tier" => language["层级", "Tier"],
            "view" => language["口径", "View"],
            "measure" => language["计量", "Measure"],
            _ => filter,
        };

        public (string Value, string Text)[] Choices(string filter) => filter switch
        {
            "scheme" => language.All(Enum.GetValues<Scheme>().Select(scheme => (scheme.ToString(), language.Scheme(scheme)))),
            "tier" => language.All(Enum.GetValues<PairingTier>().Select(tier => (tier.ToString(), language.Tier(tier)))),
            "view" => [("AsPosted", language["记账期口径", "As posted"]), ("Restated", language["重述口径", "Restated"])],
            "measure" => [("Recognised", language["已认定", "Recognised"]), ("Verified", language["已核实", "Verified"])],
            _ => [],
        };

        (string Value, string Text)[] All(IEnumerable<(string Value, string Text)> choices) =>
            [("", language["全部", "All"]), .. choices];
    }
}

/// <summary>The words of entries and their papers.</summary>
static class EntryTerms
{
    extension(Language language)
    {
        public string EntryType(EntryType type) => type switch
        {
            Client.Credits.EntryType.Original => language["计入", "Credit"],
            Client.Credits.EntryType.Late => language["补记", "Late credit"],
            Client.Credits.EntryType.Return => language["退货冲减", "Return"],
            Client.Credits.EntryType.PriceAdjust => language["价格调整", "Price adjustment"],
            Client.Credits.EntryType.Void => language["作废", "Void"],
            Client.Credits.EntryType.ReclassOut => language["更正转出", "Moved out by a correction"],
            Client.Credits.EntryType.ReclassIn => language["更正转入", "Moved in by a correction"],
            _ => type.ToString(),
        };

        public string Document(DocumentKind kind) => kind switch
        {
            DocumentKind.Invoice => language["发票", "Invoice"],
            DocumentKind.Payment => language["付款", "Payment"],
            _ => kind.ToString(),
        };

        /// <summary>What of a line was not accepted; null when all was.</summary>
        public string? Short(SaleFactsAcceptedGoods goods) => goods is { Short: "0", Rejected: "0" } ? null
            : language[$"订 {goods.Ordered}，发 {goods.Dispatched}，短少 {goods.Short}，拒收 {goods.Rejected}",
                $"ordered {goods.Ordered}, sent {goods.Dispatched}, short {goods.Short}, refused {goods.Rejected}"];
    }
}

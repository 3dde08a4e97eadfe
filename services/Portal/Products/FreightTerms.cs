using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Products;

/// <summary>How offers of freight are called.</summary>
static class FreightTerms
{
    extension(Language language)
    {
        /// <summary>Whose tariff it is, or what it is estimated by.</summary>
        public string OfferedBy(FreightQuoteViewOfferView offer) => offer.Kind switch
        {
            OfferKind.Tariff => language[$"承运商运价：{offer.CarrierName}", $"Tariff of {offer.CarrierName}"],
            OfferKind.EstimateByNodes => language["按经县级仓和城市仓的车辆估算", "Estimated by vehicles over hub and depot"],
            OfferKind.EstimateDirect => language["按直达整车估算", "Estimated by a lorry of its own"],
        };
    }
}

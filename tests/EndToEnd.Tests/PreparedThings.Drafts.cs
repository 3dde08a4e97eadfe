using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <content>What our unit is about to order, and what it orders every week.</content>
sealed partial class PreparedThings
{
    async Task<Guid> CreateDraftAsync(CancellationToken ct)
    {
        var draftId = Guid.CreateVersion7();
        await _http.PostAsync(
            Trip.Buyer.Token, "/ordering/drafts",
            new { draftId, unitId = Trip.Buyer.UnitId, name = "第48周", lines = new[] { new { product = "花椒" } } }, ct);
        return draftId;
    }

    /// <summary>The dock may have to be heard of first.</summary>
    async Task<Guid> FileTemplateAsync(Guid dockId, Guid productId, CancellationToken ct)
    {
        var templateId = Guid.CreateVersion7();
        await Market.WhenKnownAsync(
            async () => await _http.PostAsync(
                Trip.Buyer.Token, "/ordering/templates",
                new { templateId, unitId = Trip.Buyer.UnitId, template = Template(dockId, productId) }, ct),
            ct);
        return templateId;
    }

    public static object Template(Guid dockId, Guid productId) => new
    {
        name = "周菜单",
        validFrom = "2099-01-01",
        lines = new[] { new { weekday = "Monday", dockId, productId, quantity = "5" } },
    };

    /// <summary>Goods of which one asks what they would count for.</summary>
    public static object Assessed() => new
    {
        lineNumber = 1,
        quantity = "5",
        deliveryPath = "/330000/330200/330211/",
        goods = new
        {
            productId = Guid.CreateVersion7(),
            listingVersion = 1,
            productName = "青花椒",
            category = "Spice",
            processingLevel = "Primary",
            supplierId = Guid.CreateVersion7(),
            supplierName = "某合作社",
            originPath = "/510000/513400/513430/",
            originName = "金阳县",
            unit = new { name = "斤", grams = 500 },
            unitPrice = "38.60",
        },
    };
}

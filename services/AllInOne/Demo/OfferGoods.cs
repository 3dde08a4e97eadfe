using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;

namespace Marketplace.AllInOne.Demo;

/// <summary>
/// First act: the cooperatives of the west apply, their counties endorse them, they list what they have, and its
/// county issues the recognition.
/// </summary>
static class OfferGoods
{
    public static async Task PlayAsync(DemoConsole stage, CancellationToken ct)
    {
        await stage.HeadingAsync("一、西部合作社申请登记、县里背书、上架、县里认定",
            "Cooperatives apply, their counties endorse them, they list their goods, and the counties recognise them");
        foreach (var seller in DemoSteps.Sellers)
        {
            await RegisterAsync(stage, seller, ct);
            foreach (var good in Goods.All.Where(good => good.Seller == seller.Identity))
            {
                await OfferAsync(stage, good, ct);
            }
        }
    }

    static async Task RegisterAsync(DemoConsole stage, Seller seller, CancellationToken ct)
    {
        const string Path = "/catalog/suppliers";
        var who = DemoCast.Named(seller.Identity);
        var acting = await stage.AsAsync(seller.Identity, ct);
        if (await acting.FindAsync($"{Path}/{who.Org}", ct) is null)
        {
            var application = await acting.PostAsync(
                Path,
                new
                {
                    SupplierId = who.Org,
                    Name = who.Zh,
                    seller.Type,
                    RegistrationRegionId = seller.RegisteredIn,
                    OperatingRegionId = seller.WorksIn,
                },
                ct);
            await (await stage.AsAsync(DemoCast.OfficeOf(seller.RegisteredIn), ct)).ConfirmAsync(Path, application, ct);
        }
    }

    internal static async Task OfferAsync(DemoConsole stage, Good good, CancellationToken ct)
    {
        var (number, from, until) = (
            $"RD-{good.Origin}-{stage.Today.Year}-{good.Number:D3}",
            new DateOnly(stage.Today.Year - 1, 1, 1),
            new DateOnly(stage.Today.Year + 2, 12, 31));
        var who = DemoCast.Named(good.Seller);
        var acting = await stage.AsAsync(good.Seller, ct);
        if (await acting.FindAsync($"/catalog/products/{good.Id}", ct) is null)
        {
            await acting.PostAsync(
                "/catalog/products",
                new
                {
                    ProductId = good.Id,
                    SupplierId = who.Org,
                    good.Name,
                    good.Category,
                    ProcessingLevel = good.Level,
                    OriginCountyId = good.Origin,
                    Recognition = new { Number = number, ValidFrom = from, ValidUntil = until },
                    good.Unit,
                    PriceTiers = Tiers(good),
                },
                ct);
            await (await stage.AsAsync(DemoCast.OfficeOf(good.Origin), ct)).PostAsync(
                "/catalog/recognitions",
                new
                {
                    Number = number,
                    SupplierId = who.Org,
                    CountyId = good.Origin,
                    ProductId = good.Id,
                    ValidFrom = from,
                    ValidUntil = until,
                    Document = $"帮扶产品认定〔{stage.Today.Year}〕{good.Number}号",
                },
                ct);
        }

        // What an earlier performance left is sold first.
        var batches = await acting.ListAsync($"/catalog/products/{good.Id}/batches", ct);
        var missing = good.Stock - batches.Sum(batch => Number(batch["available"]!));
        if (missing > 0)
        {
            await acting.PostAsync(
                $"/catalog/products/{good.Id}/batches",
                new
                {
                    BatchId = Guid.CreateVersion7(),
                    HarvestFrom = stage.Today.AddDays(-40),
                    HarvestUntil = stage.Today.AddDays(-5),
                    Quantity = Contracts.Quantity.Of(missing),
                },
                ct);
        }

        var price = string.Create(CultureInfo.InvariantCulture, $"{good.Price:0.00}");
        await stage.DoneAsync($"{who.Zh} 上架 {good.Name} {price} 元/{good.Unit.Name}", $"lists {good.English}");
    }

    static object[] Tiers(Good good)
    {
        var first = new { FromQuantity = Contracts.Quantity.Of(1), UnitPrice = good.PriceFor(1) };
        return good.BulkFrom is { } from
            ? [first, new { FromQuantity = Contracts.Quantity.Of(from), UnitPrice = good.PriceFor(from) }]
            : [first];
    }

    static decimal Number(JsonNode quantity) => decimal.Parse((string)quantity!, NumberStyles.Number, CultureInfo.InvariantCulture);
}

using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Registers a carrier for a delivery with Logistics, as the case says what it is.</summary>
sealed class UseCarriers(ServiceUnderTest<LogisticsDb> logistics, CancellationToken ct)
{
    const string Region = "513430";
    const string Place = "/510000/513400/513430/";
    const int DaysSuspended = 30;

    HttpClient Nation => logistics.Client(Roles.Official, tier: "Nation");

    /// <summary>The carrier of a supplier's goods; the supplier itself needs no registration.</summary>
    public async Task<Guid> RegisterAsync(GivenCarrier carrier, Guid supplierId)
    {
        if (carrier == GivenCarrier.Own)
        {
            return supplierId;
        }

        await logistics.DeliverAsync(
            new RegionsPublished
            {
                Regions =
                [
                    new() { RegionId = Region, Version = 1, Name = "金阳县", Level = RegionLevel.County, Path = new(Place) },
                ],
            },
            ct: ct);
        var carrierId = Guid.CreateVersion7();
        await PostAsync(
            NewCarrier.Path, NewCarrier.Application(carrierId, Region, carrier == GivenCarrier.Related ? [supplierId] : []));
        return carrierId;
    }

    /// <summary>What happens to it while the goods are on their way.</summary>
    public async Task OnTheWayAsync(GivenCarrier carrier, Guid carrierId, DateTimeOffset at)
    {
        if (carrier == GivenCarrier.Suspended)
        {
            await PostAsync(
                $"{NewCarrier.Path}/{carrierId}/suspensions",
                new { reason = "虚报签收", document = "金交〔2026〕3号", until = BusinessDay.Of(at).AddDays(DaysSuspended) });
        }
    }

    /// <summary>What its office finds when the goods have arrived.</summary>
    public async Task AfterDeliveryAsync(GivenCarrier carrier, Guid carrierId, Guid supplierId)
    {
        if (carrier == GivenCarrier.FoundRelated)
        {
            using var answer = await Nation.PutIfMatchAsync(
                $"{NewCarrier.Path}/{carrierId}", new { name = "某物流", regionId = Region, relatedTo = new[] { supplierId } }, 1, ct);
            Require(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
    }

    async Task PostAsync(string path, object body)
    {
        var (code, _) = await CreditingHttp.PostAsync(Nation, path, body, ct);
        Require(code is null, code);
    }

    static void Require(bool isDone, string? what)
    {
        if (!isDone)
        {
            throw new CaseFailedException("carrier", "to be registered as the case says", what ?? "refused");
        }
    }
}

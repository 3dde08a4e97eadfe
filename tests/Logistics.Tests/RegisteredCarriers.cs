using System.Collections.Concurrent;
using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests;

/// <summary>Carriers in the register of a service, and the officials of their regions.</summary>
static class RegisteredCarriers
{
    public const string Jinyang = "513430";
    public const string Yanyuan = "513423";

    static readonly ConcurrentDictionary<ServiceUnderTest<LogisticsDb>, Lazy<Task>> _told = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(ServiceUnderTest<LogisticsDb> logistics)
    {
        /// <summary>An official of a county of Liangshan, or of what is above it.</summary>
        public HttpClient Office(string region = Jinyang, string tier = "County") =>
            logistics.Client(Roles.Official, region: region, tier: tier, subject: $"office-{region}");

        /// <summary>Registers a carrier of Jinyang.</summary>
        public async Task<CarrierView> CarrierAsync(Guid carrierId, params Guid[] relatedTo)
        {
            await logistics.RegionsAsync();
            return await LogisticsScenario.ReadAsync<CarrierView>(
                HttpStatusCode.Created,
                await logistics.Office().PostOnceAsync(NewCarrier.Path, NewCarrier.Application(carrierId, Jinyang, relatedTo), ct: Ct));
        }

        /// <summary>Tells the service of two counties, once.</summary>
        public Task RegionsAsync() => _told.GetOrAdd(
            logistics,
            service => new(() => service.DeliverAsync(
                new RegionsPublished
                {
                    Regions =
                    [
                        County(Jinyang, "金阳县"), County(Yanyuan, "盐源县"), County("513499", "某县") with { EndedOn = new(2020, 1, 1) },
                    ],
                },
                ct: Ct))).Value;

        public async Task<CarrierView> CarrierViewAsync(Guid carrierId, HttpClient? by = null) =>
            await LogisticsScenario.ReadAsync<CarrierView>(
                HttpStatusCode.OK, await (by ?? logistics.Client(Roles.Auditor)).GetAsync($"{NewCarrier.Path}/{carrierId}", Ct));

        public async Task<CarrierView> SuspendAsync(Guid carrierId, DateOnly until) => await LogisticsScenario.ReadAsync<CarrierView>(
            HttpStatusCode.OK,
            await logistics.Office().PostOnceAsync($"{NewCarrier.Path}/{carrierId}/suspensions", Suspension(until), ct: Ct));
    }

    /// <summary>What was told of a version of a carrier.</summary>
    public static async Task<CarrierPublished> ToldAsync(this ServiceUnderTest<LogisticsDb> logistics, Guid carrierId, long version)
    {
        var told = () => logistics.Published<CarrierPublished>().Where(each => each.CarrierId == carrierId && each.Version == version);
        await Eventually.EqualAsync(1, () => Task.FromResult(told().Count()), $"one message of version {version}", ct: Ct);
        return told().Single();
    }

    public static object Suspension(DateOnly until) => new { reason = "多次虚报签收", document = "金交〔2026〕3号", until };

    public static RegionsPublished.Region County(string id, string name, string parent = "/510000/513400/", long version = 1) => new()
    {
        RegionId = id,
        Version = version,
        Code = id,
        Name = name,
        Level = RegionLevel.County,
        Path = new RegionPath($"{parent}{id}/"),
    };
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Assessments;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Assessments;

/// <summary>POST /credits/assessments.</summary>
public sealed class AssessSalesTests(SharedLedger shared)
{
    static readonly DateOnly Day = new(2024, 5, 10);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What is told before is what the ledger decides afterwards, reason by reason, and nothing is kept of it.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_judged_as_the_same_goods_are_once_they_are_accepted(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var known = Examples.Line();
        DeliveryAccepted.Line[] lines =
        [
            known,
            Of(goods => goods with { Recognition = null }),
            Of(goods => goods with { Category = ProductCategory.Other }),
            Of(goods => goods with { Charge = ChargeKind.Freight }),
            Of(goods => goods with { Recognition = Examples.Certified with { ValidUntil = new DateOnly(2023, 12, 31) } }),
            Examples.Line("620102"),
            Examples.Line("330281"),
        ];
        var delivery = Examples.Acceptance(unit.UnitId, lines);

        var view = await ReadAsync(await AskAsync(service.Client(Roles.Purchaser, org: unit.UnitId), RequestOf(unit.UnitId, lines)));
        await using (var before = service.OpenDb(out var db))
        {
            Assert.False(await db.SaleLines.AnyAsync(line => line.UnitId == unit.UnitId, Ct));
        }

        await service.DeliverAsync(delivery);
        foreach (var (index, line) in lines.Index())
        {
            var sale = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/sales/{line.LineId}");
            var decided = sale.List("acceptances")[0].List("decisions")
                .Select(decision => (decision.Text("scheme"), decision.Text("tier"), decision.Text("outcome"), decision.Text("reason")));
            var told = view.Lines.Single(row => row.LineNumber == index + 1);
            Assert.Equal(decided, told.Decisions.Select(
                decision => ($"{decision.Scheme}", $"{decision.Tier}", $"{decision.Outcome}", $"{decision.Reason}")));
        }

        var county = view.Lines[0].Decisions.Single(decision => decision is { Scheme: Scheme.EastWest, Tier: PairingTier.County });
        Assert.Equal(("镇海区", "金阳县", "CR-08"), (county.EastName, county.WestName, county.Rule));
        Assert.Equal(1_000_00, view.Sums.Single(sum => sum is { Scheme: Scheme.EastWest, Tier: PairingTier.County }).AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_asks_for_ones_own_unit_that_is_known(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        using var stranger = await AskAsync(
            service.Client(Roles.Purchaser, org: Guid.CreateVersion7()), RequestOf(unit.UnitId, Examples.Line()));
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        var unknown = Guid.CreateVersion7();

        using var early = await AskAsync(service.Client(Roles.Purchaser, org: unknown), RequestOf(unknown, Examples.Line()));

        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        Assert.Equal("party_unknown", (await early.Content.ReadFromJsonAsync<JsonElement>(Ct)).Text("code"));
    }

    [Fact]
    public async Task Texts_that_nobody_can_read_are_refused_by_name()
    {
        var service = await shared.OnAsync(Engine.Sqlite);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        foreach (var (field, line) in new (string, DeliveryAccepted.Line)[]
        {
            ("productName", Of(goods => goods with { ProductName = "\0" })),
            ("supplierName", Of(goods => goods with { SupplierName = " " })),
            ("originName", Of(goods => goods with { OriginName = "\u202E" })),
            ("unit.name", Of(goods => goods with { Unit = goods.Unit with { Name = "\n" } })),
            ("recognition.number", Of(goods => goods with { Recognition = Examples.Certified with { Number = "\uFEFF" } })),
        })
        {
            using var answer = await AskAsync(service.Client(Roles.Purchaser, org: unit.UnitId), RequestOf(unit.UnitId, line));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal($"lines[0].goods.{field}", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).Text("field"));
        }
    }

    static DeliveryAccepted.Line Of(Func<GoodsFacts, GoodsFacts> change)
    {
        var line = Examples.Line();
        return line with { Goods = change(line.Goods) };
    }

    static AssessSales.Request RequestOf(Guid unitId, params DeliveryAccepted.Line[] lines) => new()
    {
        UnitId = unitId,
        Day = Day,
        Lines =
        [
            .. lines.Select((line, index) => new AssessSales.Line
            {
                LineNumber = index + 1,
                Goods = line.Goods,
                Quantity = line.Accepted,
                DeliveryPath = Places.Path(Examples.Zhenhai),
            }),
        ],
    };

    static Task<HttpResponseMessage> AskAsync(HttpClient caller, AssessSales.Request request) =>
        caller.PostAsJsonAsync(new Uri("/credits/assessments", UriKind.Relative), request, MessageTypes.Json, Ct);

    static async Task<AssessmentView> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
            return (await answer.Content.ReadFromJsonAsync<AssessmentView>(MessageTypes.Json, Ct))!;
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <summary>Makes what the scope cases try to reach: a credited sale, and something of each kind that waits for a decision.</summary>
sealed partial class PreparedThings
{
    const string East = "330211";
    const string West = "513430";
    const string Hall = "镇海消费协作专馆";

    /// <summary>16 by 16 pixels (PNG).</summary>
    const string Grey = "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR4nGNoQAMMI1sAAAUMgAFaSOXNAAAAAElFTkSuQmCC";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    readonly RoadHttp _http;
    readonly HttpClient _client;
    readonly Market _market;
    readonly Guid _postId = Guid.CreateVersion7();

    PreparedThings(RoadHttp http, HttpClient client, Market market)
    {
        (_http, _client, _market) = (http, client, market);
        Trip = TripOf(market.Stalls[0], seed: 1);
    }

    /// <summary>Who sells, buys and carries.</summary>
    public Market Market => _market;

    /// <summary>The order that walked the whole road.</summary>
    public Trip Trip { get; }

    public Ours Ours { get; private set; } = null!;

    public static async Task<PreparedThings> MakeAsync(RoadHttp http, HttpClient client, CancellationToken ct)
    {
        var market = await Market.OpenAsync(http, [Lane.All[0]], 2, 1, 1, stock: 100, budgetFen: 1_000_000, ct);
        var things = new PreparedThings(http, client, market);
        await things.WalkAsync(ct);
        return things;
    }

    async Task WalkAsync(CancellationToken ct)
    {
        var stall = _market.Stalls[0];
        await Trip.WalkAsync(Limit, ct);
        var part = Trip.Order.GetProperty("parts")[0];
        var partId = part.GetProperty("partId").GetGuid();
        var line = part.GetProperty("lines")[0].GetProperty("lineId").GetGuid();
        var entries = (await Eventually.NotNullAsync(
            async () => await _http.ListAsync(_market.AuditorToken, "/credits/entries", ct) is { Count: 3 } all ? all : null,
            "the sale to be credited at its three tiers",
            ct: ct)).ToDictionary(entry => entry.GetProperty("tier").GetString()!);
        var facilitatorId = await RegisterFacilitatorAsync(ct);
        var applicantId = Guid.CreateVersion7();
        var holdId = await HoldAsync(ct);
        var disputeId = await DisputeAsync(ct);
        var (removedId, listingId) = await RemoveAsync(ct);
        var (agentId, agencyId) = await GrantAsync(stall.SupplierId, ct);
        var (batchId, recallId) = await RecallAsync(stall, ct);
        var dockId = await RegisterDockAsync(ct);
        await LimitTemperatureAsync(stall, ct);
        var nodeId = await RegisterNodeAsync(ct);
        Ours = new Ours(
            stall.SupplierId, stall.Goods[0].ProductId, Trip.Buyer.UnitId, Trip.OrderId, partId, line,
            entries["County"].GetProperty("entryId").GetGuid(), entries["County"].GetProperty("holderId").GetGuid(),
            BusinessDay.Of(TimeProvider.System.GetUtcNow()).Year)
        {
            ReturnId = await RequestReturnAsync(partId, line, ct),
            QuotationId = await QuoteAsync(stall, ct),
            InvoiceId = await PreparedPayables.InvoiceAsync(_http, stall, TripOf(stall, seed: 5), Limit, ct),
            PaymentId = await PreparedPayables.PayInAdvanceAsync(_http, stall, Trip.Buyer, ct),
            TermId = await PreparedPayables.AgreeTermAsync(_http, stall, Trip.Buyer, ct),
            SubsidyId = await RegisterSubsidyAsync(ct),
            DockId = dockId,
            DraftId = await CreateDraftAsync(ct),
            GiftListId = await UploadGiftListAsync(dockId, stall.Goods[0].ProductId, ct),
            TemplateId = await FileTemplateAsync(dockId, stall.Goods[0].ProductId, ct),
            AwaitingId = await AwaitApprovalAsync(ct),
            PostId = _postId,
            RecognitionId = (await _http.GetAsync(
                _market.AuditorToken, $"/catalog/recognitions?supplierId={stall.SupplierId}", ct)).GetProperty("items")[0]
                .GetProperty("recordId").GetGuid(),
            CorrectionId = await ProposeCorrectionAsync(line, ct),
            SuspicionId = await SuspectAsync(stall.SupplierId, "2099-01-01", ct),
            RemovedId = removedId,
            NegativeListingId = listingId,
            BatchId = batchId,
            RecallId = recallId,
            AgentId = agentId,
            AgencyId = agencyId,
            CityPairingId = entries["City"].GetProperty("holderId").GetGuid(),
            ApplicantId = applicantId,
            FacilitatorId = facilitatorId,
            CarrierId = _market.CarrierId,
            NodeId = nodeId,
            LaneId = await RegisterLaneAsync(nodeId, ct),
            VehicleId = await RegisterVehicleAsync(ct),
            TariffId = await SetTariffAsync(ct),
            LabelCode = (await _http.GetAsync(stall.Token, $"/logistics/shipments/{partId}/labels?packages=1", ct))
                .GetProperty("items")[0].GetProperty("code").GetString()!,
            PhotoId = await PhotographAsync(stall.Token, partId, ct),
            SuspendedCarrierId = await SuspendCarrierAsync(ct),
            DesignationId = await DesignateAsync(ct),
            HoldId = holdId,
            DisputeId = disputeId,
            ImportId = await ImportAsync(ct),
            SnapshotId = await TakeSnapshotAsync(ct),
            Jobs = new Dictionary<string, Guid>
            {
                ["units"] = await PostJobAsync(
                    await _http.SignInAsync(Roles.Official, null, null, "Nation", ct), "/units/imports/targets?dryRun=true", ct),
                ["catalog"] = await PostJobAsync(await CountyAsync(West, ct), "/catalog/recognitions/imports?dryRun=true", ct),
                ["logistics"] = await PlanAsync(ct),
                ["credits"] = await PostJobAsync(
                    await CountyAsync(East, ct), "/credits/imports?dryRun=true&fileName=ledger.csv", ct),
            },
            Proposals = new Dictionary<string, Guid>
            {
                ["units"] = await ProposePairingAsync(ct),
                ["catalog"] = await ApplyAsync(applicantId, ct),
                ["ordering"] = ProposalOf(await _http.PostAsync(await CountyAsync(East, ct), "/ordering/subsidies", Subsidy(), ct)),
                ["logistics"] = ProposalOf(await _http.PostAsync(
                    Trip.Buyer.Token, $"/logistics/disputes/{disputeId}/ruling",
                    new { accepted = "0", rejected = "1", note = "外皮破损" }, ct)),
                ["credits"] = ProposalOf(await _http.PostAsync(
                    await CountyAsync(West, ct), $"/credits/holds/{holdId}/release", new { note = "情况属实" }, ct)),
            },
        };
    }

    Trip TripOf(Stall stall, int seed) =>
        new(_http, _market, _market.Buyers[0], [(stall, stall.Goods[0], Quantity.Of(5))], new Random(seed));

    Task<string> CountyAsync(string region, CancellationToken ct) => _http.SignInAsync(Roles.Official, null, region, "County", ct);

    static Guid ProposalOf(JsonElement proposed) => proposed.GetProperty("proposalId").GetGuid();

    /// <summary>A sale of the second supplier, which its county holds in doubt.</summary>
    async Task<Guid> HoldAsync(CancellationToken ct)
    {
        var today = BusinessDay.Of(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await SuspectAsync(_market.Stalls[1].SupplierId, today, ct);
        await TripOf(_market.Stalls[1], seed: 2).WalkAsync(Limit, ct);
        var hold = (JsonElement)await Eventually.NotNullAsync<object>(
            async () => (await _http.ListAsync(await CountyAsync(West, ct), "/credits/holds", ct))
                .FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? first : null,
            "the sale to be held",
            ct: ct);
        return hold.GetProperty("holdId").GetGuid();
    }

    /// <summary>Goods that have arrived, one of which the buyer does not take.</summary>
    async Task<Guid> DisputeAsync(CancellationToken ct)
    {
        var trip = TripOf(_market.Stalls[0], seed: 3);
        await trip.PlaceAsync(ct);
        await trip.AwaitStateAsync(state => state == "Confirmed", Limit, ct);
        var part = trip.Order.GetProperty("parts")[0];
        var path = $"/logistics/shipments/{part.GetProperty("partId").GetGuid()}";
        await Eventually.TrueAsync(
            async () => (await _http.GetAsync(_market.Stalls[0].Token, path, ct)).ValueKind != JsonValueKind.Undefined,
            "the shipment",
            ct: ct);
        var lineId = part.GetProperty("lines")[0].GetProperty("lineId").GetGuid();
        await _http.PostAsync(
            _market.Stalls[0].Token, $"{path}/dispatch",
            new { carrierId = _market.CarrierId, waybill = "YD3", lines = new[] { new { lineId, quantity = "5" } } }, ct);
        await _http.PostAsync(_market.CarrierToken, $"{path}/delivery", new { receivedBy = "食堂管理员" }, ct);
        var disputeId = Guid.CreateVersion7();
        await _http.PostAsync(trip.Buyer.Token, $"{path}/disputes", new { disputeId, lineId, quantity = "1", reason = "外皮破损" }, ct);
        return disputeId;
    }

    /// <summary>For days that are far away.</summary>
    public static object Subsidy(Guid? programId = null) => new
    {
        programId = programId ?? Guid.CreateVersion7(),
        name = "青花椒消费补贴",
        payerName = "镇海区财政局",
        payerRegionId = East,
        originRegionId = West,
        buyerRegionId = East,
        rateBasisPoints = 500,
        fundsFen = 100_00,
        validFrom = "2099-01-01",
        validUntil = "2099-12-31",
        document = "测试〔2026〕9号",
    };

    async Task<Guid> RegisterDockAsync(CancellationToken ct)
    {
        var dockId = Guid.CreateVersion7();
        await _http.PostAsync(
            Trip.Buyer.Token, $"/units/purchasing-units/{Trip.Buyer.UnitId}/docks",
            new { dockId, dock = RegistryScopeCases.Dock, validFrom = ScopeCases.Today() }, ct);
        return dockId;
    }

    async Task<Guid> RegisterSubsidyAsync(CancellationToken ct)
    {
        var programId = Guid.CreateVersion7();
        await _http.PostAsync(
            await _http.SignInAsync(Roles.Official, null, null, "Nation", ct), "/ordering/subsidies", Subsidy(programId), ct);
        return programId;
    }

    async Task<Guid> RegisterFacilitatorAsync(CancellationToken ct)
    {
        var facilitatorId = Guid.CreateVersion7();
        await _http.PostAsync(
            await CountyAsync(East, ct), "/units/facilitators",
            new { facilitatorId, name = Hall, kind = "Hall", registrationRegionId = East, registeredFrom = "2020-01-01" }, ct);
        return facilitatorId;
    }

    /// <summary>A carrier that the province suspends.</summary>
    async Task<Guid> SuspendCarrierAsync(CancellationToken ct)
    {
        var carrierId = Guid.CreateVersion7();
        await _http.PostAsync(await CountyAsync(West, ct), NewCarrier.Path, NewCarrier.Application(carrierId, West), ct);
        await _http.PostAsync(
            await _http.SignInAsync(Roles.Official, null, "510000", "Province", ct),
            $"{NewCarrier.Path}/{carrierId}/suspensions",
            new { reason = "虚报签收", document = "测试〔2026〕7号", until = ScopeCases.Today() },
            ct);
        return carrierId;
    }

    async Task<Guid> DesignateAsync(CancellationToken ct)
    {
        var designationId = Guid.CreateVersion7();
        await _http.ProposeAsync(
            Trip.Buyer.Token, "/units/designations",
            new { designationId, unitId = Trip.Buyer.UnitId, countyRegionId = "513431", validFrom = "2021-05-01" },
            await CountyAsync("513431", ct), ct);
        return designationId;
    }

    /// <summary>A ledger of one row, which our facilitator's region may import.</summary>
    public static string Ledger(string documentNo, string invoiceNumber) =>
        "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,"
        + "金额（元）,成交日期,采购方,采购单位编号,收货地代码,发票号码,发票总额（元）,帮销证明材料\r\n"
        + $"{documentNo},{Hall},金阳县丝窝乡合作社,金阳青花椒,香辛料,初加工,RZ-1,2020-01-01,2099-12-31,{West},10,斤,500,1,10.00,"
        + $"2026-05-10,镇海某学校,,{East},{invoiceNumber},10.00,镇帮销〔2026〕1号";

    /// <summary>A small grey picture, taken while the goods were loaded.</summary>
    async Task<Guid> PhotographAsync(string token, Guid shipmentId, CancellationToken ct)
    {
        var photoId = Guid.CreateVersion7();
        using var file = new ByteArrayContent(Convert.FromBase64String(Grey));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/logistics/shipments/{shipmentId}/photos?photoId={photoId}&subject=Loading");
        request.Content = file;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", $"{photoId}");
        using var answer = await _client.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return photoId;
    }

    async Task<Guid> ImportAsync(CancellationToken ct)
    {
        var token = await CountyAsync(East, ct);
        var answer = await Eventually.NotNullAsync(
            async () =>
            {
                using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Ledger("BX-1", "FP-1")));
                file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
                using var request = new HttpRequestMessage(HttpMethod.Post, "/credits/imports?dryRun=false&fileName=ledger.csv");
                request.Content = file;
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
                using var answer = await _client.SendAsync(request, ct);
                // The ledger may not have heard of the facilitator yet.
                return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : null;
            },
            "the ledger file to be imported",
            ct: ct);
        return JsonElement.Parse(answer).GetProperty("importId").GetGuid();
    }

    /// <summary>A trial import of a table with nothing in it.</summary>
    async Task<Guid> PostJobAsync(string token, string path, CancellationToken ct)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("甲,乙\r\n1,2\r\n"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await PostJobAsync(token, path, file, ct);
    }

    async Task<Guid> TakeSnapshotAsync(CancellationToken ct)
    {
        var snapshotId = Guid.CreateVersion7();
        await _http.PostAsync(
            await CountyAsync(East, ct), "/credits/snapshots",
            new { snapshotId, report = "R1", month = ScopeCases.Today()[..7], regionId = East }, ct);
        return snapshotId;
    }

    /// <summary>A cooperative that waits for its county.</summary>
    async Task<Guid> ApplyAsync(Guid supplierId, CancellationToken ct) =>
        ProposalOf(await _http.PostAsync(
            await _http.SignInAsync(Roles.Supplier, supplierId, null, null, ct),
            "/catalog/suppliers",
            new
            {
                supplierId,
                name = "金阳县对坪镇合作社",
                type = "Cooperative",
                registrationRegionId = West,
                operatingRegionId = West,
            },
            ct));

    async Task<Guid> RegisterSupplierAsync(string name, string type, CancellationToken ct)
    {
        var supplierId = Guid.CreateVersion7();
        await _http.PostAsync(
            await CountyAsync(West, ct),
            "/catalog/suppliers",
            new { supplierId, name, type, registrationRegionId = West, operatingRegionId = West },
            ct);
        return supplierId;
    }

    /// <summary>A supplier that the province warns, removes, and will put on the negative list.</summary>
    async Task<(Guid SupplierId, Guid ListingId)> RemoveAsync(CancellationToken ct)
    {
        var supplierId = await RegisterSupplierAsync("金阳县某合作社", "Cooperative", ct);
        var province = await _http.SignInAsync(Roles.Official, null, "510000", "Province", ct);
        var path = $"/catalog/suppliers/{supplierId}/sanctions";
        var (reason, document) = ("抽检不合格", "测试〔2026〕6号");
        await _http.PostAsync(province, path, new { kind = "Warning", reason, document, until = "2099-12-31" }, ct);
        await _http.PostAsync(province, path, new { kind = "Removal", reason, document }, ct);
        var listed = await _http.PostAsync(
            province,
            "/catalog/negative-list",
            new { subject = "Supplier", subjectId = supplierId, reason, document, validFrom = "2098-01-01", validUntil = "2098-12-31" },
            ct);
        return (supplierId, listed.GetProperty("listingId").GetGuid());
    }

    /// <summary>An agent of our supplier.</summary>
    async Task<(Guid AgentId, Guid AgencyId)> GrantAsync(Guid principalId, CancellationToken ct)
    {
        var (agentId, agencyId) = (await RegisterSupplierAsync("金阳县某商贸公司", "Agent", ct), Guid.CreateVersion7());
        await _http.PostAsync(
            await CountyAsync(West, ct),
            "/catalog/agencies",
            new { agencyId, agentId, principalId, validFrom = "2020-01-01", validUntil = "2099-12-31", document = "代理授权书1号" },
            ct);
        return (agentId, agencyId);
    }

    async Task<Guid> ProposeCorrectionAsync(Guid lineId, CancellationToken ct)
    {
        var correctionId = Guid.CreateVersion7();
        await _http.PostAsync(
            await CountyAsync(West, ct),
            "/credits/corrections",
            new { correctionId, lineId, acceptanceNo = 1, originRegionId = "513431", reason = "产地登记有误", document = "测试〔2026〕3号" },
            ct);
        return correctionId;
    }

    async Task<Guid> ProposePairingAsync(CancellationToken ct) => ProposalOf(await _http.PostAsync(
        await CountyAsync(East, ct),
        "/units/pairings",
        new
        {
            pairingId = Guid.CreateVersion7(),
            scheme = "Counterpart",
            tier = "County",
            eastRegionId = East,
            westRegionId = West,
            validFrom = "2000-01-01",
            validTo = "2001-01-01",
        },
        ct));

    async Task<Guid> SuspectAsync(Guid supplierId, string from, CancellationToken ct)
    {
        var suspicionId = Guid.CreateVersion7();
        await _http.PostAsync(
            await CountyAsync(West, ct), "/credits/suspicions", new { suspicionId, supplierId, from, reason = "举报核查" }, ct);
        return suspicionId;
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>POST /logistics/carriers.</summary>
public sealed class RegisterCarrierTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_applies_and_is_registered_once_its_county_has_confirmed_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        await logistics.RegionsAsync();
        var (carrierId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var own = logistics.Client(Roles.Carrier, org: carrierId);

        var proposal = await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.Accepted,
            await own.PostOnceAsync(
                NewCarrier.Path, NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang, supplierId), ct: Ct));

        var path = $"/logistics/proposals/{proposal.ProposalId}/confirmation";
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "own_proposal", null, own, client => client.PostOnceAsync(path, new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "proposal_not_found", null, logistics.Office(RegisteredCarriers.Yanyuan),
            client => client.PostOnceAsync(path, new { }, ct: Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"{NewCarrier.Path}/{carrierId}", Ct)).StatusCode);
        var county = logistics.Office();
        Assert.Contains($"{proposal.ProposalId}", await county.GetStringAsync("/logistics/proposals?mine=true&size=200", Ct));
        var about = await LogisticsScenario.ReadAsync<Page<ProposalView>>(
            HttpStatusCode.OK, await county.GetAsync($"/logistics/proposals?state=Proposed&objectId={carrierId}", Ct));
        Assert.Equal(proposal.ProposalId, Assert.Single(about.Items).ProposalId);
        var confirmed = await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.OK, await county.PostOnceAsync(path, new { document = "金交〔2026〕1号" }, ct: Ct));
        Assert.Equal((ProposalState.Confirmed, $"{NewCarrier.Path}/{carrierId}"), (confirmed.State, confirmed.Location));

        var view = await logistics.CarrierViewAsync(carrierId, logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()));
        Assert.Equal(
            ("蜀道冷链物流有限公司", NewCarrier.CreditCode(carrierId), RegisteredCarriers.Jinyang, "金阳县", CarrierState.Active, 1L),
            (view.Name, view.CreditCode, view.RegionId, view.RegionName, view.State, view.Version));
        Assert.Equal([supplierId], view.RelatedTo);
        Assert.Equal((null, LogisticsScenario.Now), (view.Suspensions, view.RegisteredAt));
        var told = await logistics.ToldAsync(carrierId, 1);
        Assert.Equal((view.Name, "/510000/513400/513430/", null), (told.Name, told.RegistrationPath.Value, told.EndedOn));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_applies_for_a_fleet_of_its_own_which_is_related_to_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        await logistics.RegionsAsync();
        var (carrierId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var supplier = logistics.Client(Roles.Supplier, org: supplierId);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, supplier,
            client => client.PostOnceAsync(NewCarrier.Path, NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang), ct: Ct));

        var proposal = await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.Accepted,
            await supplier.PostOnceAsync(
                NewCarrier.Path, NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang, supplierId), ct: Ct));
        Assert.Equal(["carrier", "region", "supplier"], proposal.Sides.Select(side => side.Name));
        await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.OK,
            await logistics.Office().PostOnceAsync($"/logistics/proposals/{proposal.ProposalId}/confirmation", new { }, ct: Ct));

        Assert.Equal([supplierId], (await logistics.CarrierViewAsync(carrierId)).RelatedTo);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_is_no_carrier_and_no_office_of_its_region_registers_none(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        await logistics.RegionsAsync();
        var carrierId = Guid.CreateVersion7();

        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()),
            SendAsync);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Office(RegisteredCarriers.Yanyuan), SendAsync);
        foreach (var role in (string[])[Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator])
        {
            await Refused.AsAsync(
                HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(role, org: carrierId), SendAsync);
        }

        // The prefecture answers for its counties.
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(logistics.Office("513400", "City"))).StatusCode);

        Task<HttpResponseMessage> SendAsync(HttpClient client) =>
            client.PostOnceAsync(NewCarrier.Path, NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_carrier_is_refused_with_the_field(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        await logistics.RegionsAsync();
        var carrierId = Guid.CreateVersion7();
        var (own, related) = (logistics.Client(Roles.Carrier, org: carrierId), Guid.CreateVersion7().ToString());
        (string Field, JsonNode? Value, HttpStatusCode Status, string Code)[] faults =
        [
            ("name", " ", HttpStatusCode.BadRequest, "text_blank"),
            ("name", new string('物', 101), HttpStatusCode.BadRequest, "text_too_long"),
            ("creditCode", "91510000000000001X", HttpStatusCode.BadRequest, "credit_code_invalid"),
            ("creditCode", "", HttpStatusCode.BadRequest, "credit_code_invalid"),
            ("regionId", "999999", HttpStatusCode.BadRequest, "unknown_region"),
            ("regionId", "四川", HttpStatusCode.BadRequest, "code_invalid"),
            ("regionId", "513499", HttpStatusCode.Conflict, "region_ended"),
            ("relatedTo", new JsonArray(related, related), HttpStatusCode.BadRequest, "repeated"),
            ("document", "", HttpStatusCode.BadRequest, "text_blank"),
        ];
        foreach (var (field, value, status, code) in faults)
        {
            var body = System.Text.Json.JsonSerializer.SerializeToNode(
                NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang))!.AsObject();
            body[field] = value;
            await Refused.DetailAsync(status, code, field, await own.PostOnceAsync(NewCarrier.Path, body, ct: Ct));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"{NewCarrier.Path}/{carrierId}", Ct)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_who_apply_for_the_same_at_once_one_application_is_kept(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        await logistics.RegionsAsync();
        var carrierId = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => logistics.Client(Roles.Carrier, org: carrierId).PostOnceAsync(
            NewCarrier.Path, NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang), ct: Ct)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Accepted);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Accepted))
        {
            await Refused.DetailAsync(HttpStatusCode.Conflict, "proposal_open", null, answer);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_application_whose_time_is_over_makes_room_for_another(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        await logistics.RegionsAsync();
        var carrierId = Guid.CreateVersion7();
        var own = logistics.Client(Roles.Carrier, org: carrierId);
        var first = await LogisticsScenario.ReadAsync<ProposalView>(HttpStatusCode.Accepted, await ApplyAsync());

        clock.Advance(Proposal.Term);
        var second = await LogisticsScenario.ReadAsync<ProposalView>(HttpStatusCode.Accepted, await ApplyAsync());

        var listed = await own.GetStringAsync("/logistics/proposals?state=Expired", Ct);
        Assert.Contains($"{first.ProposalId}", listed, StringComparison.Ordinal);
        Assert.DoesNotContain($"{second.ProposalId}", listed, StringComparison.Ordinal);
        await Refused.DetailAsync(HttpStatusCode.Conflict, "proposal_open", null, await ApplyAsync());

        Task<HttpResponseMessage> ApplyAsync() =>
            own.PostOnceAsync(NewCarrier.Path, NewCarrier.Application(carrierId, RegisteredCarriers.Jinyang), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_id_and_a_credit_code_are_taken_once(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "credit_code_taken", "creditCode", logistics.Office(), client => SendAsync(client, carrierId));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await logistics.Office().PostOnceAsync(
                $"{NewCarrier.Path}/{carrierId}/ending", new { reason = "注销", document = "金交〔2026〕9号" }, ct: Ct));

        // A code that no registered carrier has any more is free; the id stays what it was.
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_exists", null, logistics.Office(), client => SendAsync(client, carrierId));
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(logistics.Office(), Guid.CreateVersion7())).StatusCode);

        Task<HttpResponseMessage> SendAsync(HttpClient client, Guid id) => client.PostOnceAsync(
            NewCarrier.Path,
            new { carrierId = id, name = "某物流", creditCode = NewCarrier.CreditCode(carrierId), regionId = RegisteredCarriers.Jinyang },
            ct: Ct);
    }
}

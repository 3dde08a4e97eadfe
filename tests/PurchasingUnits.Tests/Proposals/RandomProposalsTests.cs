using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>
/// Random sequences of proposals, confirmations, refusals and withdrawals by random callers, compared after each step with a plain model
/// of who may do what. PROPOSALS_COUNT says how many sequences the long run plays on each engine, PROPOSALS_SEED which.
/// </summary>
public sealed class RandomProposalsTests
{
    const int ReportEach = 1_000;

    /// <summary>From so many sequences on, each answer that there is has come up.</summary>
    const int ManySequences = 1_000;
    const int StepsMax = 12;

    // Counties with the city and the province above them, all with pairings of their own only from 2021 on.
    static readonly string[] East = ["/330000/330200/330211/", "/330000/330200/330212/", "/330000/330100/330106/", "/310000/310107/"];
    static readonly string[] West =
        ["/510000/513400/513430/", "/510000/513400/513431/", "/510000/513300/513322/", "/520000/522600/522622/"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite, 200), InlineData(Engine.PostgreSql, 100)]
    public Task Who_may_do_what_is_what_the_model_says(Engine engine, int count) =>
        PlayAsync(engine, count, (int)(Stopwatch.GetTimestamp() % int.MaxValue), progress: null);

    [Theory(Explicit = true), InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public Task Who_may_do_what_is_what_the_model_says_for_as_many_sequences_as_asked_for(Engine engine) => PlayAsync(
        engine,
        int.Parse(Environment.GetEnvironmentVariable("PROPOSALS_COUNT") ?? "10000", CultureInfo.InvariantCulture),
        int.Parse(Environment.GetEnvironmentVariable("PROPOSALS_SEED") ?? "1", CultureInfo.InvariantCulture),
        Console.WriteLine);

    static async Task PlayAsync(Engine engine, int count, int seed, Action<string>? progress)
    {
        var clock = new FixedClock(SharedUnits.Now);
        await using var units = await SharedUnits.StartOwnAsync(engine, clock, Ct);
        var clients = new Dictionary<Actor, HttpClient>();
        var (watch, steps) = (Stopwatch.StartNew(), 0);
        var answers = new Dictionary<string, int>();
        for (var number = 0; number < count; number++)
        {
            var sequence = new Sequence(units, clock, clients, answers, seed, number);
            try
            {
                steps += await sequence.PlayAsync();
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                throw new InvalidOperationException(
                    $"Sequence {number} of seed {seed}:\n{string.Join('\n', sequence.Told)}\n{failure.Message}", failure);
            }

            if ((number + 1) % ReportEach == 0)
            {
                progress?.Invoke($"{engine}: {number + 1} sequences, {steps} steps, {watch.Elapsed.TotalSeconds:0} s, seed {seed}");
            }
        }

        progress?.Invoke(string.Join(", ", answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}")));
        if (count >= ManySequences)
        {
            Assert.Equal(
                [
                    "already_exists", "changed_meanwhile", "document_missing", "granted", "not_the_proposer", "not_your_region",
                    "object_changed", "own_proposal", "pairing_not_found", "proposal_ended", "proposal_not_found", "proposal_open",
                    "role_not_allowed", "side_confirmed", "tier_too_low",
                ],
                answers.Keys.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>What happens to one pairing, of days that no other sequence uses.</summary>
    sealed class Sequence
    {
        readonly ServiceUnderTest<UnitsDb> _units;
        readonly FixedClock _clock;
        readonly Dictionary<Actor, HttpClient> _clients;
        readonly Dictionary<string, int> _answers;
        readonly Random _random;
        readonly Guid _id;
        readonly ModelledPairing _model;
        readonly Actor[] _actors;
        readonly DateOnly _end;
        readonly object _request;
        readonly object _requestWithoutDocument;
        int _changes;

        public Sequence(
            ServiceUnderTest<UnitsDb> units, FixedClock clock, Dictionary<Actor, HttpClient> clients, Dictionary<string, int> answers,
            int seed, int number)
        {
            (_units, _clock, _clients, _answers) = (units, clock, clients, answers);
            _random = new Random(unchecked((seed * 1_000_003) + number));
            var (east, west) = (East[number % East.Length], West[number / East.Length % West.Length]);
            var tier = (OfficialTier)_random.Next(1, 4);
            _id = Guid.CreateVersion7();
            _model = new ModelledPairing(east, west, tier);
            _actors = ActorsOf(east, west);
            var from = new DateOnly(1950, 1, 1).AddDays(number / (East.Length * West.Length) * 3);
            _end = from.AddDays(3);
            var (eastId, westId) = (new RegionPath(east).RegionId, new RegionPath(west).RegionId);
            _request = Body("甲");
            _requestWithoutDocument = Body(null);

            object Body(string? document) => new
            {
                pairingId = _id,
                scheme = "EastWest",
                tier = tier.ToString(),
                eastRegionId = eastId,
                westRegionId = westId,
                validFrom = from,
                validTo = _end,
                sourceDocument = document,
            };
        }

        /// <summary>What was done and what came of it, for whoever has to find out why it is not what the model says.</summary>
        public List<string> Told { get; } = [];

        /// <summary>Plays it and returns how many steps it had.</summary>
        public async Task<int> PlayAsync()
        {
            var steps = _random.Next(3, StepsMax + 1);
            for (var step = 0; step < steps; step++)
            {
                await StepAsync();
                await CompareAsync();
            }

            // What is still open is nobody's work in the next sequence.
            _clock.Advance(Proposal.Term);
            return steps;
        }

        Task StepAsync()
        {
            var actor = Any(_actors);
            var kind = _random.Next(_model.Proposals.Count == 0 ? 2 : 12);
            return kind switch
            {
                0 => RegisterAsync(actor),
                1 or 10 or 11 => ReviseAsync(actor),
                2 or 3 => AnswerAsync(actor, "refusal", _model.Decline),
                4 => AnswerAsync(actor, "withdrawal", _model.Withdraw),
                5 when _random.Next(4) == 0 => WaitAsync(),
                _ => AnswerAsync(actor, "confirmation", _model.Confirm),
            };
        }

        async Task RegisterAsync(Actor actor)
        {
            var hasDocument = _random.Next(3) > 0;
            var before = _model.Proposals.Count;
            var expected = _model.Register(actor, hasDocument, _clock.Now);
            using var response = await ClientOf(actor).PostOnceAsync(
                "/units/pairings", hasDocument ? _request : _requestWithoutDocument, ct: Ct);
            await ExpectAsync($"registers with document: {hasDocument}", actor, expected, response, HttpStatusCode.Created, before);
        }

        async Task ReviseAsync(Actor actor)
        {
            var hasDocument = _random.Next(3) > 0;
            var version = _random.Next(4) == 0 ? _random.Next(1, 4) : Math.Max(1, _model.Version);
            var before = _model.Proposals.Count;
            var expected = _model.Revise(actor, version, hasDocument, _clock.Now);
            var sourceDocument = hasDocument ? $"乙{_changes++}" : null;
            using var response = await ClientOf(actor).PutIfMatchAsync(
                $"/units/pairings/{_id}", new { validTo = _end, sourceDocument }, version, Ct);
            await ExpectAsync(
                $"revises version {version} with document: {hasDocument}", actor, expected, response, HttpStatusCode.OK, before);
        }

        async Task AnswerAsync(Actor actor, string answer, Func<Actor, ModelledProposal, DateTimeOffset, string> modelled)
        {
            var which = _random.Next(_model.Proposals.Count);
            var proposal = _model.Proposals[which];
            var expected = modelled(actor, proposal, _clock.Now);
            using var response = await ClientOf(actor).PostOnceAsync(
                $"{UnitsScenario.ProposalsPath}/{proposal.Id}/{answer}",
                answer == "confirmation" ? new { } : new { reason = "情况有变" }, ct: Ct);
            await ExpectAsync($"{answer} of proposal {which}", actor, expected, response, HttpStatusCode.OK, _model.Proposals.Count);
        }

        Task WaitAsync()
        {
            _clock.Advance(Proposal.Term);
            Told.Add("A term goes by.");
            return Task.CompletedTask;
        }

        async Task ExpectAsync(
            string what, Actor actor, string expected, HttpResponseMessage response, HttpStatusCode whenDone, int proposalsBefore)
        {
            var text = await response.Content.ReadAsStringAsync(Ct);
            var answer = JsonSerializer.Deserialize<JsonElement>(text);
            Told.Add($"{actor} {what}: expected {expected}, got {(int)response.StatusCode} {text}");
            _answers[expected] = _answers.GetValueOrDefault(expected) + 1;
            if (expected != ModelledPairing.Granted)
            {
                Assert.Equal(expected, answer.TryGetProperty("code", out var code) ? code.GetString() : $"{response.StatusCode}");
                return;
            }

            var isProposed = _model.Proposals.Count > proposalsBefore;
            Assert.Equal(isProposed ? HttpStatusCode.Accepted : whenDone, response.StatusCode);
            if (isProposed)
            {
                _model.Proposals[^1].Id = answer.GetProperty("proposalId").GetGuid();
            }
        }

        /// <summary>The pairing and its proposals are as the model has them, and a caller is shown what the model lets it see.</summary>
        async Task CompareAsync()
        {
            using (var response = await _units.Auditor.GetAsync($"/units/pairings/{_id}", Ct))
            {
                Assert.Equal(
                    _model.Version,
                    response.StatusCode == HttpStatusCode.NotFound
                        ? 0
                        : (await response.BodyAsync<PairingView>(HttpStatusCode.OK)).Version);
            }

            if (_model.Proposals.Count == 0)
            {
                return;
            }

            var proposal = Any(_model.Proposals);
            var view = await _units.Auditor.GetBodyAsync<ProposalView>($"{UnitsScenario.ProposalsPath}/{proposal.Id}");
            Assert.Equal(proposal.StateAt(_clock.Now), view.State);
            Assert.Equal(
                (proposal.IsEastConfirmed, proposal.IsWestConfirmed),
                (view.Sides.Single(side => side.Name == "east").ConfirmedAt is not null,
                    view.Sides.Single(side => side.Name == "west").ConfirmedAt is not null));

            var actor = Any(_actors.Where(reader => reader.Role != Roles.Carrier).ToList());
            using (var response = await ClientOf(actor).GetAsync($"{UnitsScenario.ProposalsPath}/{proposal.Id}", Ct))
            {
                Assert.Equal(_model.Sees(actor) ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
            }

            var mine = await ClientOf(actor).GetBodyAsync<Page<ProposalView>>($"{UnitsScenario.ProposalsPath}?mine=true&size=200");
            Assert.Equal(
                _model.Proposals.Where(open => _model.WaitsFor(actor, open, _clock.Now)).Select(open => open.Id).Order(),
                mine.Items.Where(open => open.ObjectId == _id.ToString()).Select(open => open.ProposalId).Order());
        }

        HttpClient ClientOf(Actor actor)
        {
            if (!_clients.TryGetValue(actor, out var client))
            {
                client = _units.Client(actor.Role, region: actor.Region, tier: actor.Tier?.ToString(), subject: actor.Subject);
                _clients.Add(actor, client);
            }

            return client;
        }

        T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
    }

    /// <summary>All who might have a hand in a pairing, those with a right to it several times over.</summary>
    static Actor[] ActorsOf(string east, string west)
    {
        List<Actor> actors =
        [
            // Several times over, since what it decides alone is what others have proposed about before.
            .. Enumerable.Repeat(new Actor("nation", Roles.Official, Tier: OfficialTier.Nation), 4),
            new("stranger", Roles.Official, "/650000/", OfficialTier.Province),
            new("neighbour", Roles.Official, "/330000/330200/330206/", OfficialTier.County),
            new("auditor", Roles.Auditor),
            new("operator", Roles.Operator),
            new("supplier", Roles.Supplier),
            new("approver", Roles.Approver),
            new("carrier", Roles.Carrier),
        ];
        foreach (var party in new[] { east, west })
        {
            // From the county up to the province; a municipality's district has no city above it.
            var tier = OfficialTier.County;
            for (var path = new RegionPath(party); path.Value.Length > 1; tier++)
            {
                actors.Add(new($"official-{path.RegionId}", Roles.Official, path.Value, tier));
                actors.Add(new($"colleague-{path.RegionId}", Roles.Official, path.Value, tier));
                // One person with an office on both sides.
                actors.Add(new("both", Roles.Official, path.Value, tier));
                path = new RegionPath(path.Value[..(path.Value[..^1].LastIndexOf('/') + 1)]);
            }
        }

        return [.. actors];
    }
}

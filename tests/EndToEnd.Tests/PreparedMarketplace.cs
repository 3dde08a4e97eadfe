using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Testing.Documents;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>An endpoint as the OpenAPI document has it.</summary>
/// <param name="Id">Its operationId.</param>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Roles">Who may call it; "*" for all.</param>
/// <param name="DecidedBy">On whose authority the command acts; null of what only reads.</param>
public sealed record Operation(string Id, string Method, IReadOnlyList<string> Roles, string? DecidedBy);

/// <summary>A marketplace in which one order has walked the whole road, and something of each kind waits for a decision.</summary>
[CollectionDefinition(Name)]
public sealed class PreparedMarketplace : IAsyncLifetime, ICollectionFixture<PreparedMarketplace>
{
    public const string Name = "prepared marketplace";

    public static readonly string[] AllRoles =
    [
        Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Keeper, Roles.Facilitator,
        Roles.Official, Roles.Auditor, Roles.Operator,
    ];

    static readonly string[] Prefixes = ["catalog", "units", "ordering", "logistics", "credits", "accounts"];

    readonly Dictionary<string, string> _strangers = [];
    RunningMarketplace _running = null!;
    PreparedThings _things = null!;

    public RunningMarketplace Running => _running;

    public RoadHttp Http { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public IReadOnlyList<Operation> Operations { get; private set; } = [];

    public string OrderBefore { get; private set; } = "";

    public Market Market => _things.Market;

    internal Ours Ours { get; private set; } = null!;

    /// <summary>A token in that role for an organisation or region that has nothing to do with ours.</summary>
    public string StrangersToken(string role) => _strangers[role];

    public Task<JsonElement> OrderNowAsync(CancellationToken ct) =>
        Http.GetAsync(_things.Trip.Buyer.Token, $"/ordering/orders/{_things.Trip.OrderId}", ct);

    /// <summary>A token that the issuer of this marketplace would not give: with these claims, whether or not they fit together.</summary>
    public string TokenWith(params IEnumerable<(string Claim, object? Value)> claims) =>
        _running.TokenWith(StrangersToken(Roles.Auditor), claims);

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        _running = await RunningMarketplace.StartEmbeddedAsync(ct);
        Http = _running.Connect();
        Client = new HttpClient(new DocumentedAnswers(new SocketsHttpHandler())) { BaseAddress = _running.Address };
        _things = await PreparedThings.MakeAsync(Http, Client, ct);
        Ours = _things.Ours;
        foreach (var role in AllRoles)
        {
            var isOfficial = role == Roles.Official;
            _strangers[role] = await Http.SignInAsync(
                role, isOfficial ? null : Guid.CreateVersion7(), isOfficial ? "441302" : null, isOfficial ? "County" : null, ct);
        }

        OrderBefore = (await OrderNowAsync(ct)).GetRawText();
        Operations = await ReadOperationsAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        await _running.DisposeAsync();
    }

    /// <summary>Sends what the case says, once.</summary>
    /// <param name="token">As whom; null for nobody.</param>
    internal async Task<HttpResponseMessage> SendAsync(string method, ScopeCase @case, string? token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), @case.Path(Ours));
        if (@case.Body is not null)
        {
            request.Content = JsonContent.Create(@case.Body(Ours), options: MessageTypes.Json);
        }

        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (method != "GET")
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        }

        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request, ct);
    }

    async Task<List<Operation>> ReadOperationsAsync(CancellationToken ct)
    {
        var operations = new List<Operation>();
        foreach (var prefix in Prefixes)
        {
            var document = await Client.GetFromJsonAsync<JsonElement>($"/{prefix}/openapi.json", ct);
            foreach (var path in document.GetProperty("paths").EnumerateObject())
            {
                operations.AddRange(path.Value.EnumerateObject()
                    .Where(operation => operation.Value.TryGetProperty("operationId", out _))
                    .Select(operation => new Operation(
                        operation.Value.GetProperty("operationId").GetString()!,
                        operation.Name.ToUpperInvariant(),
                        [.. operation.Value.GetProperty("x-roles").EnumerateArray().Select(role => role.GetString()!)],
                        operation.Value.TryGetProperty("x-decided-by", out var by) ? by.GetString() : null)));
            }
        }

        return operations;
    }
}

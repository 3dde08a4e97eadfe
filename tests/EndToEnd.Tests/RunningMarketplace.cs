using System.Globalization;
using System.Security.Cryptography;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Marketplace.Testing.Servers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A marketplace of real processes, in one of its two ways to run, whose parts can be killed.</summary>
public sealed class RunningMarketplace : IAsyncDisposable
{
    static readonly (string Project, string Prefix, string Database)[] Services =
    [
        ("Catalog", "catalog", "Catalog"), ("PurchasingUnits", "units", "PurchasingUnits"), ("Ordering", "ordering", "Ordering"),
        ("Logistics", "logistics", "Logistics"), ("Crediting", "credits", "Crediting"),
    ];

    readonly Dictionary<string, ServerProcess> _byPrefix = [];
    readonly List<IAsyncDisposable> _owned = [];
    readonly TestFolder _folder;

    RunningMarketplace(TestFolder folder) => _folder = folder;

    /// <summary>What can be killed: the name and how to kill it and bring it back.</summary>
    public List<(string Name, Func<Task> Kill, Func<CancellationToken, Task> Restart)> Parts { get; } = [];

    /// <summary>The connection strings of the services' databases, by the names of the services.</summary>
    public Dictionary<string, string> Databases { get; } = [];

    /// <summary>Where a path is served.</summary>
    public Uri AddressOf(string path) => (_byPrefix.GetValueOrDefault(path.Split('/', 3)[1]) ?? _byPrefix[""]).Address;

    /// <summary>Where the process listens that serves what no other does.</summary>
    public Uri Address => _byPrefix[""].Address;

    /// <summary>A client that finds each path where it is served.</summary>
    public RoadHttp Connect(TimeSpan? answerWithin = null) => new(
        path => new Uri(AddressOf(path), path), answerWithin);

    /// <summary>
    /// A token of the demo issuer like another, with other claims; a null takes a claim away. The issuer would give none such.
    /// </summary>
    public string TokenWith(string like, params IEnumerable<(string Claim, object? Value)> claims)
    {
        var known = new JsonWebToken(like);
        var all = known.Claims.ToDictionary(claim => claim.Type, claim => (object?)claim.Value);
        foreach (var (claim, value) in claims)
        {
            all[claim] = value;
        }

        using var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(_folder.File("demo-issuer-key.pem")));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Claims = all.Where(claim => claim.Value is not null && claim.Key is not ("iat" or "nbf" or "exp"))
                .ToDictionary(claim => claim.Key, claim => claim.Value!),
            IssuedAt = known.IssuedAt,
            NotBefore = known.ValidFrom,
            Expires = known.ValidTo,
            SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = known.Kid },
                SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>All services in one process on SQLite files.</summary>
    public static async Task<RunningMarketplace> StartEmbeddedAsync(CancellationToken ct)
    {
        var market = new RunningMarketplace(TestFolder.Create("embedded"));
        try
        {
            var server = await ServerProcess.StartAsync(
                ServerProcess.Program("AllInOne"), ["--data", market._folder.Path], Environment(new Dictionary<string, string?>()), ct);
            market.Add("", server);
            foreach (var (_, _, database) in Services)
            {
                market.Databases[database] = $"Data Source={market._folder.File($"{database}.db")};Mode=ReadOnly";
            }

            return market;
        }
        catch
        {
            await market.DisposeAsync();
            throw;
        }
    }

    /// <summary>Each service in a process of its own, with PostgreSQL, RabbitMQ and an issuer of tokens.</summary>
    public static async Task<RunningMarketplace> StartDistributedAsync(CancellationToken ct)
    {
        var market = new RunningMarketplace(TestFolder.Create("distributed"));
        try
        {
            var postgres = await PostgresServer.StartAsync(ct: ct);
            market._owned.Add(postgres);
            var rabbit = await RabbitServer.StartAsync(ct);
            market._owned.Add(rabbit);
            var brokerOf = await rabbit.CreateServiceUsersAsync(await rabbit.CreateVirtualHostAsync(ct), ct);
            var identity = await ServerProcess.StartAsync(
                ServerProcess.Program("AllInOne"), ["identity", "--data", market._folder.Path],
                Environment(new Dictionary<string, string?>()), ct);
            market.Add("", identity);

            var environments = new List<(string Project, string Prefix, IReadOnlyDictionary<string, string?> Environment)>();
            foreach (var (project, prefix, database) in Services)
            {
                var connection = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync(database, ct)) { MaxPoolSize = 30 };
                market.Databases[database] = connection.ConnectionString;
                environments.Add((project, prefix, Environment(new Dictionary<string, string?>
                {
                    [$"ConnectionStrings__{database}"] = connection.ConnectionString,
                    ["RabbitMq__Uri"] = brokerOf(project == "PurchasingUnits" ? "units" : project.ToLowerInvariant()).ToString(),
                    ["Auth__Authority"] = new Uri(identity.Address, "/identity").ToString(),
                    ["Signing__KeyFile"] = market._folder.File("signing-key.p12"),
                    ["Witness__File"] = market._folder.File("witness.jsonl"),
                })));
            }

            foreach (var (project, _, environment) in environments)
            {
                await ServerProcess.RunAsync(ServerProcess.Program(project), ["migrate"], environment, ct);
            }

            foreach (var (project, prefix, environment) in environments)
            {
                market.Add(prefix, await ServerProcess.StartAsync(ServerProcess.Program(project), [], environment, ct));
            }

            market.Parts.RemoveAt(0);
            market.Parts.Add(("RabbitMQ", rabbit.KillAsync, rabbit.RestartAsync));
            market.Parts.Add(("PostgreSQL", postgres.KillAsync, postgres.RestartAsync));
            return market;
        }
        catch
        {
            await market.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _byPrefix.Values)
        {
            await server.DisposeAsync();
        }

        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>What all processes said, for a failing test's message.</summary>
    public string Outputs() => string.Join('\n', _byPrefix.Values.Select(server =>
        string.Create(CultureInfo.InvariantCulture, $"--- {server.Name}\n{string.Join('\n', server.Output.Split('\n').TakeLast(40))}")));

    void Add(string prefix, ServerProcess server)
    {
        _byPrefix.Add(prefix, server);
        Parts.Add((server.Name, server.KillAsync, server.StartAgainAsync));
    }

    static Dictionary<string, string?> Environment(Dictionary<string, string?> settings)
    {
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["Auth__DemoIssuer"] = "ThisMachine";
        settings["Web__RequestsPerSecond"] = "100000";
        return settings;
    }
}

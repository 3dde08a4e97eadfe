using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Marketplace.Accounts.Machines;

/// <summary>
/// POST /accounts/machines: an administrator of an organisation registers a program of it, in a role of its daily work. The secret is in
/// the answer and nowhere else: who loses it ends the machine and registers another.
/// </summary>
public static class RegisterMachine
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid MachineId { get; init; }

        /// <summary>What it is, for people; at most 60 characters.</summary>
        public required string Name { get; init; }

        public void Check(Checks check)
        {
            check.NewId(MachineId, "machineId");
            check.Text(Name, "name", Machine.NameMax);
        }
    }

    // Without an Idempotency-Key: with it the answer would be stored, and the secret in it. The id is the caller's and is taken once.
    public static void Map(RouteGroupBuilder machines) => machines.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterMachine)).WithSummary("登记接口程序 Register a machine")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Facilitator).Decided(DecidedBy.Organisation);

    static async Task<Created<Registered>> HandleAsync(
        Request request, AccountsDb db, IOpenIddictApplicationManager applications, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var own = await db.AdministratorAsync(caller, ct);
        if (!Duties.IsForMachines(own.Role))
        {
            throw new ForbiddenException("role_not_for_machines", "该角色不能用于接口程序。", "Machines do not have this role.");
        }

        var secret = Secrets.Make();
        var machine = new Machine
        {
            Id = request.MachineId,
            ClientId = $"machine-{request.MachineId}",
            Name = request.Name,
            BodyKey = own.BodyKey,
            Role = own.Role,
            RegisteredBy = own.AccountId,
            RegisteredAt = clock.NowToTheMillisecond(),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(machine);
        await db.SaveChangesAsync(ct);
        await applications.CreateAsync(
            new OpenIddictApplicationDescriptor
            {
                ClientId = machine.ClientId,
                ClientSecret = secret,
                ClientType = ClientTypes.Confidential,
                Permissions =
                {
                    Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials,
                    $"{Permissions.Prefixes.Scope}{Tokens.TokenServer.Scope}",
                },
            },
            ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Created(
            $"/{AccountsService.Name}/machines/{machine.Id}", new Registered { Machine = MachineView.Of(machine), ClientSecret = secret });
    }

    /// <summary>A machine with its secret, which is told this once.</summary>
    public sealed record Registered
    {
        public required MachineView Machine { get; init; }

        public required string ClientSecret { get; init; }
    }
}

using System.Text.Json;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Witness;

/// <summary>
/// An address to which heads are posted one by one, as JSON. Whatever answers with success has the head; the database keeps how far that
/// was, and a head that was taken but not noted is posted again.
/// </summary>
public sealed class HttpWitness(IHttpClientFactory clients, IOptions<WitnessOptions> options) : IWitness
{
    /// <summary>The name of the outbound client.</summary>
    public const string Client = "witness";

    string Address => options.Value.Url!.ToString();

    public async Task<WitnessedHead?> LastAsync(CreditingDb db, CancellationToken ct) =>
        await db.WitnessPositions.AsNoTracking().SingleOrDefaultAsync(position => position.Address == Address, ct) is { } position
            ? new WitnessedHead(position.Number, position.ChainHash)
            : null;

    public async Task<bool> WriteAsync(CreditingDb db, IReadOnlyList<SignedTreeHead> heads, CancellationToken ct)
    {
        using var client = clients.CreateClient(Client);
        foreach (var head in heads)
        {
            using var answer = await client.PostAsJsonAsync(options.Value.Url, head, JsonSerializerOptions.Web, ct);
            answer.EnsureSuccessStatusCode();
            await NoteAsync(db, head, ct);
        }

        return true;
    }

    async Task NoteAsync(CreditingDb db, SignedTreeHead head, CancellationToken ct)
    {
        var position = await db.WitnessPositions.FindAsync([Address], ct);
        if (position is null)
        {
            db.Add(new WitnessPosition { Address = Address, Number = head.Number, ChainHash = head.ChainHash });
        }
        else
        {
            (position.Number, position.ChainHash) = (head.Number, head.ChainHash);
        }

        await db.SaveChangesAsync(ct);
    }
}

using Marketplace.Contracts;
using Marketplace.Ordering;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, OrderingService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);
host.AddOrdering();
return await host.RunAsync(app => app.MapOrdering());
